"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Enrolment, RecoveryCodes } from "@/lib/factors/view";
import { CodeField } from "./code-field";
import { CodeList } from "./code-list";
import { QrCode } from "./qr-code";

type Props = { shown: Enrolment; submit: string; confirm: Act<RecoveryCodes>; onDone: () => void };

const words = en.factor.enrol;

/** The key of an app with its first code, then the recovery codes, which are shown once. */
export function KeyStep({ shown, submit, confirm, onDone }: Props) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { run, busy, trouble } = useAct(confirm);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await run({ code: String(new FormData(event.currentTarget).get("code")) });
    if (answer) setCodes(answer.value.codes);
  };
  if (codes) return <CodeList codes={codes} onDone={onDone} />;
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <p className="text-text-muted">{words.scan}</p>
      <QrCode {...shown.qr} label={words.picture} />
      <div>
        <p className="text-xs text-text-subtle">{words.key}</p>
        <p className="font-mono text-xs wrap-anywhere">{shown.key}</p>
      </div>
      <TroubleNote trouble={trouble} />
      <CodeField kind="totp" autoFocus />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {submit}
      </Button>
    </form>
  );
}
