"use client";

import type { FormEvent } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { signIn } from "./sign-in";

/** Makes the account and its first Owner, and signs them in. */
export function SetUpForm({ code, setUp }: { code: string; setUp: Act<{ email: string }> }) {
  const { run, busy, trouble } = useAct(setUp);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const made = await run(form);
    if (!made) return;
    const answer = await signIn(made.value.email, form["password"] ?? "");
    location.assign(answer.ok ? "/tokens" : "/sign-in");
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate method="post">
      <TroubleNote trouble={trouble} />
      <TextField
        label={en.setUp.code}
        name="code"
        defaultValue={code}
        help={en.setUp.codeHelp}
        errors={trouble.fields["code"]}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-xs"
        maxLength={100}
      />
      <TextField
        label={en.setUp.accountName}
        name="accountName"
        autoComplete="organization"
        errors={trouble.fields["accountName"]}
        maxLength={100}
      />
      <TextField
        label={en.setUp.name}
        name="name"
        autoComplete="name"
        errors={trouble.fields["name"]}
        maxLength={100}
      />
      <TextField
        label={en.setUp.email}
        name="email"
        type="email"
        autoComplete="username"
        errors={trouble.fields["email"]}
        maxLength={254}
      />
      <PasswordField
        label={en.setUp.password}
        name="password"
        autoComplete="new-password"
        help={en.setUp.passwordHelp}
        errors={trouble.fields["password"]}
      />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {en.setUp.submit}
      </Button>
    </form>
  );
}
