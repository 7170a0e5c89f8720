"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Enrolment, RecoveryCodes } from "@/lib/factors/view";
import { CodeField } from "./code-field";
import { CodeList } from "./code-list";
import { QrCode } from "./qr-code";

export type EnrolActs = { begin: Act<Enrolment>; confirm: Act<RecoveryCodes> };
type Props = {
  email: string;
  acts: EnrolActs;
  /** It is set up already, by this browser or another. */
  has: boolean;
  intro: string;
  onDone: () => void;
};

const words = en.factor.enrol;

/** Setting up an authenticator app: the password, then the key with its first code, then the recovery codes, which are shown once. */
export function EnrolForm({ email, acts, has, intro, onDone }: Props) {
  const [shown, setShown] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useAct(acts.begin);
  const confirm = useAct(acts.confirm);
  const read = (event: FormEvent<HTMLFormElement>, name: string) => {
    event.preventDefault();
    return String(new FormData(event.currentTarget).get(name));
  };
  if (codes) return <CodeList codes={codes} onDone={onDone} />;
  if (has)
    return (
      <>
        <p className="text-text-muted">{words.there}</p>
        <Button look="primary" onClick={onDone} className="h-9">
          {words.goOn}
        </Button>
      </>
    );
  if (!shown)
    return (
      <form
        noValidate
        onSubmit={async (event) => {
          const answer = await begin.run({ password: read(event, "password") });
          if (answer) setShown(answer.value);
        }}
        className="flex flex-col gap-4"
      >
        <p className="text-text-muted">{intro}</p>
        <TroubleNote trouble={begin.trouble} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField label={en.account.current} name="password" autoComplete="current-password" />
        <Button type="submit" look="primary" busy={begin.busy} className="h-9">
          {words.begin}
        </Button>
      </form>
    );
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        const answer = await confirm.run({ code: read(event, "code") });
        if (answer) setCodes(answer.value.codes);
      }}
      className="flex flex-col gap-4"
    >
      <p className="text-text-muted">{words.scan}</p>
      <QrCode {...shown.qr} label={words.picture} />
      <div>
        <p className="text-xs text-text-subtle">{words.key}</p>
        <p className="font-mono text-xs wrap-anywhere">{shown.key}</p>
      </div>
      <TroubleNote trouble={confirm.trouble} />
      <CodeField kind="totp" autoFocus />
      <Button type="submit" look="primary" busy={confirm.busy} className="h-9">
        {words.confirm}
      </Button>
    </form>
  );
}
