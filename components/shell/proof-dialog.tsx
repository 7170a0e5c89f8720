"use client";

import type { FormEvent } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { PasswordField } from "@/components/ui/password-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";

type Props = { email: string; prove: Act<null>; onAnswer: (proven: boolean) => void };

/** An act takes a late proof of who is there: the password once more, over the page as it stands. */
export function ProofDialog({ email, prove, onAnswer }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(prove);
  const leave = () => onAnswer(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const password = String(new FormData(event.currentTarget).get("password"));
    const proven = await run({ password }, ({ kind }) => {
      if (kind === "unauthenticated") leave(); // the session ended meanwhile: that is asked about next
      if (kind === "wrong_password") setTrouble({ sentence: en.session.wrong, fields: {} });
      return kind === "wrong_password";
    });
    if (proven) onAnswer(true);
  };
  return (
    <Dialog title={en.session.confirm} width={440} onLeave={leave}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <p className="text-text-muted">{en.session.why(email)}</p>
        <TroubleNote trouble={trouble} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          label={en.signIn.password}
          name="password"
          autoComplete="current-password"
          errors={trouble.fields["password"]}
        />
        <DialogActions>
          <Button onClick={leave}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {en.session.proceed}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
