"use client";

import { type FormEvent, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { type Act, useAct } from "@/components/ui/use-act";
import type { ProofKind } from "@/lib/factors/view";
import { CodeField } from "./code-field";

type Props = {
  kinds: readonly ProofKind[];
  pass: Act<null>;
  onPassed: () => void;
  /** Begins anew, once it took too long or there were too many wrong codes. */
  onLate: () => void;
};

/** A code of the second factor: of the app, or one of those for when it is lost. */
export function FactorForm({ kinds, pass, onPassed, onLate }: Props) {
  const [kind, setKind] = useState<"totp" | "recovery">(kinds.includes("totp") ? "totp" : "recovery");
  const [late, setLate] = useState(false);
  const { run, busy, trouble, setTrouble } = useAct(pass);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const code = String(new FormData(event.currentTarget).get("code"));
    const passed = await run({ proof: { kind, code } }, ({ kind: why }) => {
      setLate(why === "unauthenticated");
      return why === "unauthenticated";
    });
    if (passed) return onPassed();
    form.current?.querySelector("input")?.select();
  };
  if (late)
    return (
      <div className="flex flex-col gap-4">
        <Callout tone="danger" role="alert">
          {en.factor.late}
        </Callout>
        <Button look="primary" onClick={onLate} className="h-9">
          {en.factor.again}
        </Button>
      </div>
    );
  const other = kind === "totp" ? "recovery" : "totp";
  const errors = [trouble.sentence ?? "", ...Object.values(trouble.fields).flat()].filter(Boolean);
  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="flex flex-col gap-4">
      {errors.length > 0 && (
        <Callout tone="danger" role="alert">
          {errors.join(" ")}
        </Callout>
      )}
      <CodeField key={kind} kind={kind} autoFocus />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {en.factor.submit}
      </Button>
      {kinds.includes(other) && (
        <Button
          onClick={() => {
            setKind(other);
            setTrouble({ sentence: null, fields: {} });
          }}
          className="h-9"
        >
          {en.factor.use[other]}
        </Button>
      )}
    </form>
  );
}
