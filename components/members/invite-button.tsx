"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import type { BaseRole } from "@/lib/core/base-role";
import type { InviteAct, RoleOffer } from "./member-actions";

const InviteDialog = dynamic(() => import("./invite-dialog").then((file) => file.InviteDialog));

type Props = {
  allowed: boolean;
  invite: InviteAct;
  rolesToGive: readonly BaseRole[];
  offers: readonly RoleOffer[];
};

/** Invites people by one-time links, which are shown like a secret and sent by whoever invites. */
export function InviteButton({ allowed, invite, rolesToGive, offers }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      {!allowed && (
        <p id="invite-why" className="text-xs text-text-subtle">
          {en.members.mayInvite}
        </p>
      )}
      <Button
        look="primary"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => setOpen(true)}
        disabled={!allowed}
        aria-describedby={allowed ? undefined : "invite-why"}
      >
        {en.members.invite}
      </Button>
      {open && (
        <InviteDialog invite={invite} rolesToGive={rolesToGive} offers={offers} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
