"use client";

import { Plus } from "lucide-react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

/** The way to a new role, or for everybody to read why it is closed. */
export function NewRoleButton({ allowed }: { allowed: boolean }) {
  const icon = <Plus aria-hidden className="size-4" />;
  if (allowed) {
    return (
      <ButtonLink href="/roles/new" look="primary" icon={icon}>
        {en.roles.new}
      </ButtonLink>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p id="new-role-why" className="text-xs text-text-subtle">
        {en.roles.mayNotCreate}
      </p>
      <Button look="primary" icon={icon} disabled aria-describedby="new-role-why">
        {en.roles.new}
      </Button>
    </div>
  );
}
