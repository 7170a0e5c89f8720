"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Field, INPUT, TextField } from "@/components/ui/field";
import { Listbox } from "@/components/ui/listbox";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { BaseRole, TokenRole } from "@/lib/core/base-role";
import { NAME_MAX, NOTE_MAX } from "@/lib/tokens/limits";
import { type Expiry, ExpiryField, expiryInstant } from "./expiry-field";
import { type RoleChoice, roleHelp, roleOptions } from "./role-options";
import { useShowSecret } from "./secret-provider";
import { TypeCards } from "./type-cards";
import { WhatItCanDo } from "./what-it-can-do";

/** What creating answers with: the one time that a secret comes to the browser. */
export type Created = { id: string; name: string; secret: string };

type Props = { create: Act<Created>; mine: BaseRole; now: number; zone: string };

/** The form of a new personal token. The answer goes straight to the secret's dialog and is kept nowhere here. */
export function NewTokenForm({ create, mine, now, zone }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(create);
  const [role, setRole] = useState<RoleChoice>("reader");
  const [expiry, setExpiry] = useState<Expiry>({ kind: "days", days: 90 });
  const sent = useRef(false); // a second click while the first is on its way makes no second token
  const show = useShowSecret();
  const router = useRouter();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name")).trim();
    const wrong = problems(name, expiry);
    if (Object.keys(wrong).length > 0) {
      setTrouble({ sentence: null, fields: wrong });
      form.querySelector<HTMLElement>("[name=name]")?.focus();
      return;
    }
    if (sent.current) return;
    sent.current = true;
    const expiresAt = expiryInstant(expiry, Date.now()) ?? null;
    const description = String(new FormData(form).get("description"));
    const answer = await run({ name, description, role: { source: "base", baseRole: role as TokenRole }, expiresAt });
    sent.current = false;
    if (!answer) return;
    const created = answer.value;
    const until = expiresAt === null ? "never expires" : `expires ${new Date(expiresAt).toISOString().slice(0, 10)}`;
    show({ tokenId: created.id, name: created.name, secret: created.secret, about: `personal · ${until}` });
    router.replace("/tokens");
  };

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,680px)_400px]">
      <form onSubmit={submit} noValidate className="flex flex-col gap-6" aria-label={en.create.title}>
        <TroubleNote trouble={trouble} />
        <TextField
          label={en.create.name}
          name="name"
          help={en.create.nameHelp}
          errors={trouble.fields["name"]}
          maxLength={NAME_MAX}
          autoComplete="off"
          autoFocus
          dir="auto"
        />
        <Field label={en.create.note} help={en.create.noteHelp} errors={trouble.fields["description"]}>
          {(tie) => (
            <textarea
              {...tie}
              name="description"
              rows={2}
              maxLength={NOTE_MAX}
              className={`${INPUT} h-auto py-2`}
              dir="auto"
            />
          )}
        </Field>
        <TypeCards />
        <Listbox
          label={en.create.role}
          value={role}
          options={roleOptions(mine)}
          onChange={setRole}
          help={roleHelp(mine, role)}
        />
        <ExpiryField value={expiry} now={now} zone={zone} errors={trouble.fields["expiresAt"]} onChange={setExpiry} />
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
          <Button type="submit" look="primary" busy={busy} className="h-9">
            {en.create.submit}
          </Button>
          <span className="text-xs text-text-subtle">{en.create.submitNote}</span>
        </div>
      </form>
      <WhatItCanDo role={role as TokenRole} mine={mine} />
    </div>
  );
}

function problems(name: string, expiry: Expiry): Record<string, string[]> {
  return {
    ...(name === "" ? { name: [en.create.nameRequired] } : {}),
    ...(expiry.kind === "at" && expiry.at === null ? { expiresAt: [en.create.customDateLabel] } : {}),
  };
}
