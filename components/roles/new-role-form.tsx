"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { TextField } from "@/components/ui/field";
import { refusalWords } from "@/components/ui/refusal-words";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import type { Grants } from "@/lib/policy/statement";
import { ROLE_KEY_MAX } from "@/lib/roles/limits";
import { policyErrors } from "./policy-errors";
import { type Draft, keyFrom } from "./role-draft";
import { RoleFields } from "./role-fields";

const EMPTY: Draft = { name: "", description: "", basePermissions: "no_access", policy: [] };

type Props = {
  create: Act<{ key: string; name: string }>;
  yours: Grants;
  /** What another role begins it with. */
  from: Draft | null;
};

/** A role that is not there yet; nobody has it, so nothing is to be reviewed. */
export function NewRoleForm({ create, yours, from }: Props) {
  const [draft, setDraft] = useState(from ?? EMPTY);
  const [key, setKey] = useState<string | null>(null); // null while it follows the name
  const [readable, setReadable] = useState(true);
  const { run, busy, trouble, setTrouble } = useAct(create);
  const refused = useMemo(() => policyErrors(trouble.fields), [trouble.fields]);
  const toast = useToast();
  const router = useRouter();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const missing = missingOf(draft, readable);
    if (missing) return setTrouble({ sentence: null, fields: missing });
    const made = await run({ ...draft, key: key ?? keyFrom(draft.name) }, async (refusal) => {
      const fields = await atItsField(refusal);
      if (fields) setTrouble({ sentence: null, fields });
      return fields !== null;
    });
    if (!made) return;
    toast(en.roleEdit.created(made.value.name));
    router.push(`/roles/${encodeURIComponent(made.value.key)}`);
  };
  return (
    <form onSubmit={submit} noValidate className="flex max-w-[720px] flex-col gap-6">
      <TroubleNote trouble={trouble} />
      <RoleFields
        draft={draft}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        onReadable={setReadable}
        fields={trouble.fields}
        policyErrors={refused}
        yours={yours}
      >
        <TextField
          label={en.roleEdit.key}
          help={en.roleEdit.keyHelp}
          value={key ?? keyFrom(draft.name)}
          onChange={(event) => setKey(event.target.value)}
          errors={trouble.fields["key"]}
          maxLength={ROLE_KEY_MAX}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-sm"
        />
      </RoleFields>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {en.roleEdit.create}
        </Button>
        <ButtonLink href="/roles">{en.roleEdit.cancel}</ButtonLink>
      </div>
    </form>
  );
}

/** What is missing before the server need be asked. */
export function missingOf(draft: Draft, readable: boolean): Record<string, string[]> | null {
  const name = draft.name.trim() === "" ? { name: [en.roleEdit.nameRequired] } : {};
  const policy = readable ? {} : { policy: [en.roleEdit.policyRequired] };
  const missing = { ...name, ...policy };
  return Object.keys(missing).length === 0 ? null : missing;
}

/** A refusal that is about one field stands at that field. */
export async function atItsField(refusal: Refusal): Promise<Record<string, string[]> | null> {
  if (refusal.kind === "key_taken") return { key: [await refusalWords(refusal)] };
  if (refusal.kind === "beyond_own") return { policy: [await refusalWords(refusal)] };
  return null;
}
