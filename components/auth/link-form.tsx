"use client";

import type { FormEvent } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { signIn } from "./sign-in";

type Props = { code: string; email: string; purpose: "invite" | "reset"; accept: Act<{ email: string }> };

/** Sets the password that a one-time link is for, and signs in with it. */
export function LinkForm({ code, email, purpose, accept }: Props) {
  const { run, busy, trouble } = useAct(accept);
  const invited = purpose === "invite";
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    const accepted = await run({ code, password, ...(invited ? { name: form.get("name") } : {}) });
    if (!accepted) return;
    const answer = await signIn(accepted.value.email, password);
    location.assign(answer.ok ? "/tokens" : "/sign-in");
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate method="post">
      <p className="text-text-muted">
        {en.invite.as} <strong className="block wrap-anywhere font-semibold text-text">{email}</strong>
      </p>
      <TroubleNote trouble={trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {invited && (
        <TextField
          label={en.setUp.name}
          name="name"
          autoComplete="name"
          errors={trouble.fields["name"]}
          maxLength={100}
        />
      )}
      <PasswordField
        label={en.setUp.password}
        name="password"
        autoComplete="new-password"
        help={en.setUp.passwordHelp}
        errors={trouble.fields["password"]}
      />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {invited ? en.invite.submit : en.invite.resetSubmit}
      </Button>
    </form>
  );
}
