"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { RoleHolders } from "@/lib/members/view";
import type { RoleView } from "@/lib/roles/view";
import type { RoleEndActs } from "./role-acts";

const DeleteRoleDialog = dynamic(() => import("./delete-role-dialog").then((file) => file.DeleteRoleDialog));

type Props = {
  role: Pick<RoleView, "key" | "name" | "assignedTo">;
  holders: RoleHolders | null;
  may: { edit: boolean; delete: boolean };
  acts: RoleEndActs;
  now: number;
  zone: string;
};

/** What can be done with a role; what cannot stays in place and says why. */
export function RoleTools({ role, holders, may, acts, now, zone }: Props) {
  const [deleting, setDeleting] = useState(false);
  const icon = <Pencil aria-hidden className="size-4" />;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {!may.edit && (
        <p id="edit-role-why" className="text-xs text-text-subtle">
          {en.roles.mayNotEdit}
        </p>
      )}
      {may.delete && <Button onClick={() => setDeleting(true)}>{en.roles.delete}</Button>}
      {may.edit ? (
        <ButtonLink href={`/roles/${encodeURIComponent(role.key)}/edit`} look="primary" icon={icon}>
          {en.roles.edit}
        </ButtonLink>
      ) : (
        <Button look="primary" icon={icon} disabled aria-describedby="edit-role-why">
          {en.roles.edit}
        </Button>
      )}
      {deleting && (
        <DeleteRoleDialog
          role={role}
          holders={holders}
          acts={acts}
          now={now}
          zone={zone}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  );
}
