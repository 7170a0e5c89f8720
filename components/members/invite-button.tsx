"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { useShowSecret } from "@/components/tokens/secret-provider";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import type { BaseRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import type { MemberActs } from "./member-actions";

type Props = { invite: MemberActs["invite"]; roles: readonly BaseRole[] };

/** Invites somebody by a one-time link, which is shown like a secret and sent by whoever invites. */
export function InviteButton({ invite, roles }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
        {en.members.invite}
      </Button>
      {open && <InviteDialog invite={invite} roles={roles} onClose={() => setOpen(false)} />}
    </>
  );
}

function InviteDialog({ invite, roles, onClose }: Props & { onClose: () => void }) {
  const { run, busy, trouble } = useAct(invite);
  const show = useShowSecret();
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const answer = await run({ email: form.get("email"), baseRole: form.get("role") });
    if (!answer) return;
    const invited = answer.value;
    onClose();
    show({ tokenId: null, name: invited.email, secret: `${location.origin}/invite/${invited.code}`, about: "" });
    router.refresh();
  };
  return (
    <Dialog title={en.members.inviteTitle} onLeave={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        <TextField
          label={en.members.email}
          name="email"
          type="email"
          errors={trouble.fields["email"]}
          maxLength={254}
          autoComplete="off"
          data-autofocus
        />
        <SelectField
          label={en.members.role}
          name="role"
          defaultValue={roles.includes("reader") ? "reader" : roles[0]}
          errors={trouble.fields["baseRole"]}
          options={roles.map((role) => ({ value: role, label: roleName(role) }))}
        />
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
