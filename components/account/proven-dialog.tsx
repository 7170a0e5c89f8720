"use client";

import { type FormEvent, useState } from "react";
import { CodeField } from "@/components/auth/code-field";
import { CodeList } from "@/components/auth/code-list";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { RecoveryCodes } from "@/lib/factors/view";

type Props = {
  title: string;
  body: string;
  submit: string;
  danger?: boolean;
  act: Act<RecoveryCodes>;
  onClose: () => void;
};

/** An act on one's own second factor, which takes a fresh code of it; new recovery codes are shown where it makes some. */
export function ProvenDialog({ title, body, submit, danger = false, act, onClose }: Props) {
  const [kind, setKind] = useState<"totp" | "recovery">("totp");
  const [codes, setCodes] = useState<readonly string[]>([]);
  const { run, busy, trouble } = useAct(act);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const code = String(new FormData(event.currentTarget).get("code"));
    const answer = await run({ proof: { kind, code } });
    if (!answer) return;
    if (answer.value.codes.length > 0) setCodes(answer.value.codes);
    else onClose();
  };
  const other = kind === "totp" ? "recovery" : "totp";
  return (
    <Dialog title={title} width={420} onLeave={onClose}>
      {codes.length > 0 ? (
        <CodeList codes={codes} onDone={onClose} />
      ) : (
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
      )}
    </Dialog>
  );
}
