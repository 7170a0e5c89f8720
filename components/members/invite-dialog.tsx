"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { useRevealing, useShowSecret } from "@/components/tokens/secret-provider";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import type { BaseRole } from "@/lib/core/base-role";
import type { MemberActs, RoleOffer } from "./member-actions";
import { attributesOf, type RightsDraft } from "./rights-draft";
import { RightsFields } from "./rights-fields";

type Props = {
  invite: MemberActs["invite"];
  rolesToGive: readonly BaseRole[];
  offers: readonly RoleOffer[];
  onClose: () => void;
};

/** An invitation with all that the invited person will have. */
export function InviteDialog({ invite, rolesToGive, offers, onClose }: Props) {
  const { run, busy, trouble } = useAct(useRevealing(invite));
  const [email, setEmail] = useState("");
  const [draft, setDraft] = useState<RightsDraft>({
    baseRole: rolesToGive.includes("reader") ? "reader" : (rolesToGive[0] ?? "no_access"),
    roles: [],
    typed: {},
  });
  const show = useShowSecret();
  const router = useRouter();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const { baseRole, roles, typed } = draft;
    const answer = await run({ email, baseRole, roles, roleAttributes: attributesOf(typed) });
    if (!answer) return;
    const invited = answer.value;
    onClose();
    show({ tokenId: null, name: invited.email, secret: `${location.origin}/invite/${invited.code}`, about: "" });
    router.refresh();
  };
  return (
    <Dialog title={en.members.inviteTitle} onLeave={onClose} width={560}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TextField
          label={en.members.email}
          name="email"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          errors={trouble.fields["email"]}
          maxLength={254}
          autoComplete="off"
          data-autofocus
        />
        <RightsFields
          name={email.trim() || en.members.somebody}
          draft={draft}
          onChange={(part) => setDraft((current) => ({ ...current, ...part }))}
          offers={offers}
          permissions={{ changeRole: true, assignRoles: true, setAttributes: true, rolesToGive }}
          replacedBefore={false}
          fields={trouble.fields}
        />
        <TroubleNote trouble={trouble} />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {en.members.inviteSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
