"use client";

import { type FormEvent, useState } from "react";
import { CodeField } from "@/components/auth/code-field";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";

type Props<T> = {
  body: string;
  submit: string;
  danger?: boolean;
  act: Act<T>;
  onProven: (value: T) => void;
  onClose: () => void;
};

/** An act on one's own second factor, which takes a fresh code of it. */
export function ProvenForm<T>({ body, submit, danger = false, act, onProven, onClose }: Props<T>) {
  const [kind, setKind] = useState<"totp" | "recovery">("totp");
  const { run, busy, trouble } = useAct(act);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const code = String(new FormData(event.currentTarget).get("code"));
    const answer = await run({ proof: { kind, code } });
    if (answer) onProven(answer.value);
  };
  const other = kind === "totp" ? "recovery" : "totp";
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <p className="text-text-muted">{body}</p>
      <TroubleNote trouble={trouble} />
      <CodeField key={kind} kind={kind} autoFocus />
      <div>
        <button type="button" onClick={() => setKind(other)} className="text-xs text-accent underline">
          {en.factor.use[other]}
        </button>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{en.common.cancel}</Button>
        <Button type="submit" look={danger ? "danger" : "primary"} busy={busy}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  );
}
