"use client";

import { type FormEvent, useRef, useState } from "react";
import { CodeField } from "@/components/auth/code-field";
import * as en from "@/components/messages/en";
import { PasswordField } from "@/components/ui/password-field";
import type { Trouble } from "@/components/ui/use-act";
import type { ProveAgainInput } from "@/lib/proofs/input";
import type { ProofWays } from "@/lib/proofs/view";

type Props = {
  /** Of the form, for the button at the dialog's foot. */
  id: string;
  email: string;
  codes: ProofWays["codes"];
  busy: boolean;
  trouble: Trouble;
  /** Answers why it was refused, or null. */
  onProof: (proof: ProveAgainInput) => Promise<string | null>;
};

/** The password once more, with the code that goes with it where signing in asks for one. */
export function ProofByPassword({ id, email, codes, busy, trouble, onProof }: Props) {
  const [kind, setKind] = useState(codes[0]);
  const form = useRef<HTMLFormElement>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    const proof = kind && { kind, code: String(given.get("code")) };
    const why = await onProof({ way: "password", password: String(given.get("password")), ...(proof && { proof }) });
    const wrong = why === "wrong_code" ? "[name=code]" : why === "wrong_password" ? "[name=password]" : null;
    if (wrong !== null) form.current?.querySelector<HTMLInputElement>(wrong)?.select();
  };
  const other = codes.find((each) => each !== kind);
  return (
    <form ref={form} id={id} onSubmit={send} className="flex flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={en.signIn.password}
        name="password"
        autoComplete="current-password"
        errors={trouble.fields["password"]}
      />
      {kind && <CodeField key={kind} kind={kind} errors={trouble.fields["proof"]} />}
      {other && (
        <div>
          <button type="button" onClick={() => setKind(other)} className="text-xs text-accent underline">
            {en.factor.use[other]}
          </button>
        </div>
      )}
    </form>
  );
}
