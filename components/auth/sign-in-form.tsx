"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { type SignInAnswer, signIn } from "./sign-in";

/** E-mail and password; `next` is a path of this site to go on to. */
export function SignInForm({ next }: { next: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const answer = await signIn(String(form.get("email")), String(form.get("password")));
    if (answer.ok) return location.assign(next);
    setProblem(problemText(answer));
    setBusy(false);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" method="post">
      {problem && (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      )}
      <TextField
        label={en.signIn.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus
        maxLength={254}
      />
      <PasswordField label={en.signIn.password} name="password" autoComplete="current-password" />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {en.signIn.submit}
      </Button>
      <p className="text-xs text-text-subtle">{en.signIn.lost}</p>
    </form>
  );
}

/** Why signing in failed, in words. */
export function problemText(answer: Exclude<SignInAnswer, { ok: true }>): string {
  if (answer.reason === "wait") return en.signIn.wait(answer.seconds);
  if (answer.reason === "busy") return en.signIn.busy;
  if (answer.reason === "password_locked") return en.signIn.locked;
  return answer.reason === "offline" ? en.common.offline : en.signIn.wrong;
}
