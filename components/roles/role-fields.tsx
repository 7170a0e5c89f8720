"use client";

import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import type { PolicyError } from "@/components/policy/finding";
import { PolicyEditor } from "@/components/policy/policy-editor";
import { Callout } from "@/components/ui/callout";
import { Field, INPUT, TextField } from "@/components/ui/field";
import type { Trouble } from "@/components/ui/use-act";
import type { Grants } from "@/lib/policy/statement";
import { ROLE_DESCRIPTION_MAX, ROLE_NAME_MAX } from "@/lib/roles/limits";
import { attributeKeysOf } from "@/lib/roles/view";
import type { Draft } from "./role-draft";
import { useRoleLint } from "./use-role-lint";

type Props = {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  /** Whether what is written as the policy can be read; while not, the draft keeps the last that could. */
  onReadable: (readable: boolean) => void;
  fields: Trouble["fields"];
  policyErrors: readonly PolicyError[];
  /** What the writer can do: nobody gives more than that. */
  yours: Grants;
  /** The field for the key: it differs between a new role and one that is there. */
  children: ReactNode;
};

/** All that can be written about a role. */
export function RoleFields({ draft, onChange, onReadable, fields, policyErrors, yours, children }: Props) {
  const lint = useRoleLint(draft.basePermissions);
  const attributes = attributeKeysOf(draft.policy);
  return (
    <>
      <TextField
        label={en.roleEdit.name}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
        errors={fields["name"]}
        maxLength={ROLE_NAME_MAX}
        autoComplete="off"
        dir="auto"
      />
      {children}
      <Field label={en.roleEdit.description} help={en.roleEdit.descriptionHelp} errors={fields["description"]}>
        {(tie) => (
          <textarea
            {...tie}
            value={draft.description}
            onChange={(event) => onChange({ description: event.target.value })}
            rows={2}
            maxLength={ROLE_DESCRIPTION_MAX}
            dir="auto"
            className={`${INPUT} h-auto min-h-16 py-1.5`}
          />
        )}
      </Field>
      <ViewsEverything
        checked={draft.basePermissions === "reader"}
        onChange={(checked) => onChange({ basePermissions: checked ? "reader" : "no_access" })}
      />
      <div className="flex flex-col gap-1.5">
        <h2 className="font-semibold">{en.roleEdit.policy}</h2>
        <PolicyEditor
          label={en.roleEdit.policy}
          value={draft.policy}
          errors={policyErrors}
          lint={lint}
          yours={yours}
          onChange={(policy) => {
            onReadable(policy !== null);
            if (policy !== null) onChange({ policy });
          }}
        />
        {attributes.length > 0 && <p className="text-xs text-text-subtle">{en.roleEdit.attributes(attributes)}</p>}
      </div>
    </>
  );
}

function ViewsEverything({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <div className="flex flex-col gap-2">
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby="views-everything-help"
          className="mt-0.5 size-4 shrink-0 accent-accent-solid"
        />
        <span className="font-semibold">{en.roleEdit.viewsAll}</span>
      </label>
      <p id="views-everything-help" className="ps-6.5 text-xs text-text-subtle">
        {en.roleEdit.viewsAllHelp}
      </p>
      {checked && <Callout tone="neutral">{en.roleEdit.viewsAllLint}</Callout>}
    </div>
  );
}
