"use client";

import { useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";

/** A new password after proof of the old one. */
export function PasswordForm({ email, change }: { email: string; change: Act<null> }) {
  const { run, busy, trouble } = useAct(change);
  const form = useRef<HTMLFormElement>(null);
  const toast = useToast();
  const submit = async () => {
    if (busy || !form.current) return;
    const { current, next } = Object.fromEntries(new FormData(form.current));
    const before = form.current;
    if (!(await run({ current, next }))) return;
    before.reset();
    toast(en.account.changed);
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="flex max-w-96 flex-col gap-4"
    >
      <TroubleNote trouble={trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={en.account.current}
        name="current"
        autoComplete="current-password"
        errors={trouble.fields["current"]}
      />
      <PasswordField
        label={en.account.next}
        name="next"
        autoComplete="new-password"
        help={en.setUp.passwordHelp}
        errors={trouble.fields["next"]}
      />
      <div>
        <Button type="submit" busy={busy}>
          {en.account.change}
        </Button>
      </div>
    </form>
  );
}
