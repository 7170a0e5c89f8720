"use client";

import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import * as en from "@/components/messages/en";
import { useRevealing, useShowSecret } from "@/components/tokens/secret-provider";
import { Button } from "@/components/ui/button";
import type { Look } from "@/components/ui/button-look";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Trouble, useAct } from "@/components/ui/use-act";
import { invitationLink } from "./invitation-link";
import type { DialogProps } from "./member-actions";
import { useEffects } from "./use-effects";

/** A new link for somebody who has not joined; it is shown once, like the first. */
export function RenewDialog({ row: { member }, acts, onClose }: DialogProps) {
  const { run, busy, trouble } = useAct(useRevealing(acts.renew, "links"));
  const show = useShowSecret();
  const router = useRouter();
  const { email, invitation } = member;
  const submit = async () => {
    const made = await run({ id: member.id });
    if (!made) return;
    onClose();
    show({ links: [{ email, link: invitationLink(made.value.code), why: null }] });
    router.refresh();
  };
  return (
    <Ask
      title={en.memberActs.renewTitle(email)}
      submit={en.memberActs.renewSubmit}
      look="primary"
      busy={busy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      {invitation?.expired ? en.memberActs.renewExpired : en.memberActs.renewBody}
    </Ask>
  );
}

/** The end of an invitation that nobody has accepted. */
export function WithdrawDialog({ row: { member }, acts, onClose }: DialogProps) {
  const { look, busy: looking, trouble: untold } = useEffects(acts.effects);
  const { run, busy, trouble } = useAct(acts.remove);
  const toast = useToast();
  const router = useRouter();
  const { id, email } = member;
  const submit = async () => {
    const effects = await look(id, null); // there is nothing in them to be shown
    if (!effects || !(await run({ id, seen: effects.mark }))) return;
    onClose();
    toast(en.memberActs.withdrawn(email));
    if (location.pathname.startsWith("/members/")) router.push("/members");
    else router.refresh();
  };
  return (
    <Ask
      title={en.memberActs.withdrawTitle(email)}
      submit={en.memberActs.withdrawSubmit}
      look="danger"
      busy={looking || busy}
      trouble={trouble.sentence ? trouble : untold}
      onSubmit={submit}
      onClose={onClose}
    >
      {en.memberActs.withdrawBody}
    </Ask>
  );
}

type AskProps = {
  title: string;
  submit: string;
  look: Look;
  busy: boolean;
  trouble: Trouble;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
};

function Ask({ title, submit, look, busy, trouble, onSubmit, onClose, children }: AskProps) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void onSubmit();
  };
  return (
    <Dialog title={title} onLeave={onClose}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <p>{children}</p>
        <TroubleNote trouble={trouble} />
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look={look} busy={busy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
