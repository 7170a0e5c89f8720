"use client";

import { type FormEvent, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { CodeField } from "./code-field";

type Props = { kind: "totp" | "recovery"; busy: boolean; onCode: (code: string) => Promise<boolean> };

/** One code; it is selected again when it was not right. */
export function CodeForm({ kind, busy, onCode }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const passed = await onCode(String(new FormData(event.currentTarget).get("code")));
    if (!passed) form.current?.querySelector("input")?.select();
  };
  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="flex flex-col gap-4">
      <CodeField kind={kind} autoFocus />
      <Button type="submit" look="primary" busy={busy} className="h-9">
        {en.factor.submit}
      </Button>
    </form>
  );
}
