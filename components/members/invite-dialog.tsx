"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { useRevealing, useShowSecret } from "@/components/tokens/secret-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, INPUT } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import type { BaseRole } from "@/lib/core/base-role";
import { INVITATIONS_MAX } from "@/lib/members/limits";
import type { InvitationOutcome } from "@/lib/members/view";
import { invitationLink } from "./invitation-link";
import type { InviteAct, RoleOffer } from "./member-actions";
import { attributesOf, type RightsDraft } from "./rights-draft";
import { RightsFields } from "./rights-fields";
import { splitAddresses } from "./split-addresses";

type Props = {
  invite: InviteAct;
  rolesToGive: readonly BaseRole[];
  offers: readonly RoleOffer[];
  onClose: () => void;
};

/** Invitations with all that the invited people will have; what could not be done stays here, beside its address. */
export function InviteDialog({ invite, rolesToGive, offers, onClose }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(useRevealing(invite, "links"));
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<readonly InvitationOutcome[]>([]);
  const [draft, setDraft] = useState<RightsDraft>({
    baseRole: rolesToGive.includes("reader") ? "reader" : (rolesToGive[0] ?? "no_access"),
    roles: [],
    typed: {},
  });
  const show = useShowSecret();
  const router = useRouter();
  const emails = splitAddresses(text);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setRefused([]);
    const wrong =
      emails.length === 0
        ? en.memberActs.noEmail
        : emails.length > INVITATIONS_MAX
          ? en.memberActs.tooMany(emails.length, INVITATIONS_MAX)
          : null;
    if (wrong) return setTrouble({ sentence: null, fields: { emails: [wrong] } });
    const { baseRole, roles, typed } = draft;
    const answer = await run({ emails, baseRole, roles, roleAttributes: attributesOf(typed) });
    if (!answer) return;
    if (answer.value.every(({ code }) => code === null)) return setRefused(answer.value);
    onClose();
    show({
      links: answer.value.map(({ email, code, why }) => ({
        email,
        link: code === null ? null : invitationLink(code),
        why,
      })),
    });
    router.refresh();
  };
  return (
    <Dialog title={en.memberActs.inviteTitle} onLeave={onClose} width={560}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field label={en.memberActs.emails} help={en.memberActs.emailsHelp} errors={trouble.fields["emails"]}>
          {(tie) => (
            <textarea
              {...tie}
              name="emails"
              rows={3}
              value={text}
              onChange={(event) => setText(event.target.value)}
              maxLength={20_000}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-autofocus
              className={cn(INPUT, "h-auto min-h-20 resize-y py-1.5")}
            />
          )}
        </Field>
        {refused.length > 0 && (
          <Callout tone="warning" role="alert">
            <p className="font-semibold">{en.memberActs.nobodyInvited}</p>
            <ul className="list-disc ps-4">
              {refused.map(({ email, why }) => (
                <li key={`${email} ${why}`} className="wrap-anywhere">
                  {email}: {why && en.memberActs.notInvited[why]}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        <RightsFields
          name={emails.length > 1 ? en.memberActs.these : (emails[0] ?? en.memberActs.somebody)}
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
            {en.memberActs.inviteSubmit(emails.length)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
