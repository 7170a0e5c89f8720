"use client";

import { KeyRound, Smartphone } from "lucide-react";
import { type FormEvent, useState } from "react";
import { describeAgent } from "@/components/account/describe-agent";
import * as en from "@/components/messages/en";
import type { MakingActs } from "@/components/passkeys/acts";
import { useMakePasskey } from "@/components/passkeys/use-make-passkey";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import type { Enrolment } from "@/lib/factors/view";
import type { EnrolActs } from "./enrol-form";
import { KeyStep } from "./key-step";

type Props = { email: string; acts: EnrolActs; passkey: MakingActs; intro: string; onDone: () => void };

const ICON = "size-4";
const words = en.factor.enrol;

/** A first second factor where passkeys work: the password, then an app or a passkey, as one likes. */
export function FirstFactor({ email, acts, passkey, intro, onDone }: Props) {
  const [shown, setShown] = useState<Enrolment | null>(null);
  const app = useAct(acts.begin);
  const made = useMakePasskey(passkey);
  const [last, setLast] = useState<"app" | "passkey">("app");
  if (shown) return <KeyStep shown={shown} submit={words.confirm} confirm={acts.confirm} onDone={onDone} />;
  const busy = app.busy || made.busy;
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const password = String(new FormData(event.currentTarget).get("password"));
    if (busy) return;
    const way = submitter?.getAttribute("value") === "passkey" ? "passkey" : "app";
    setLast(way);
    if (way === "passkey") {
      if (await made.make({ password }, describeAgent(navigator.userAgent))) onDone();
      return;
    }
    const answer = await app.run({ password });
    if (answer) setShown(answer.value);
  };
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <p className="text-text-muted">{intro}</p>
      <TroubleNote trouble={last === "app" ? app.trouble : made.trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField label={en.account.current} name="password" autoComplete="current-password" />
      <div className="flex flex-col gap-2">
        <Button
          type="submit"
          look="primary"
          busy={app.busy}
          disabled={made.busy}
          icon={<Smartphone aria-hidden className={ICON} />}
          className="h-9"
        >
          {words.app}
        </Button>
        <Button
          type="submit"
          value="passkey"
          busy={made.busy}
          disabled={app.busy}
          icon={<KeyRound aria-hidden className={ICON} />}
          className="h-9"
        >
          {words.passkey}
        </Button>
      </div>
    </form>
  );
}
