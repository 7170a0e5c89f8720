"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Enrolment, RecoveryCodes } from "@/lib/factors/view";
import { KeyStep } from "./key-step";

export type EnrolActs = { begin: Act<Enrolment>; confirm: Act<RecoveryCodes> };
type Props = { email: string; acts: EnrolActs; intro: string; onDone: () => void };

const words = en.factor.enrol;

/** Setting up an authenticator app: the password, then its key with a first code, then the recovery codes. */
export function EnrolForm({ email, acts, intro, onDone }: Props) {
  const [shown, setShown] = useState<Enrolment | null>(null);
  const { run, busy, trouble } = useAct(acts.begin);
  if (shown) return <KeyStep shown={shown} submit={words.confirm} confirm={acts.confirm} onDone={onDone} />;
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await run({ password: String(new FormData(event.currentTarget).get("password")) });
    if (answer) setShown(answer.value);
  };
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <p className="text-text-muted">{intro}</p>
      <TroubleNote trouble={trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField label={en.account.current} name="password" autoComplete="current-password" />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {words.begin}
      </Button>
    </form>
  );
}
