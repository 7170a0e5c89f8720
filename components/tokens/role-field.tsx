"use client";

import { CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import type { Finding, PolicyError } from "@/components/policy/finding";
import type { StartFrom } from "@/components/policy/policy-editor";
import { Listbox } from "@/components/ui/listbox";
import type { BaseRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import { tokenPolicy } from "@/lib/policy/base-roles";
import type { Grants, RoleAttributes, Statement } from "@/lib/policy/statement";
import type { RoleChoice } from "@/lib/roles/view";
import type { RoleDraft, TokenKind } from "./role-draft";
import { roleHelp, roleOptions } from "./role-options";

const CustomRolesField = dynamic(() => import("./custom-roles-field").then((late) => late.CustomRolesField), {
  ssr: false,
  loading: () => <p className="min-h-16 text-text-subtle">{en.policy.loading}</p>,
});

const PolicyEditor = dynamic(() => import("@/components/policy/policy-editor").then((late) => late.PolicyEditor), {
  ssr: false,
  loading: () => <p className="min-h-44 rounded-lg border border-line p-3 text-text-subtle">{en.policy.loading}</p>,
});

/** What a role is chosen by: the viewer's level and rights, and the roles there are. */
export type RoleChoices = {
  readonly mine: BaseRole;
  readonly yours: Grants;
  readonly choices: readonly RoleChoice[];
  readonly attributes: RoleAttributes;
};

type Props = RoleChoices & {
  kind: TokenKind;
  value: RoleDraft;
  onChange: (draft: RoleDraft) => void;
  lint: ((statements: readonly Statement[]) => readonly Finding[]) | null;
  errors: { role?: readonly string[] | undefined; policy?: readonly PolicyError[] | undefined };
};

/** A token's role: a base role, custom roles or a policy of its own. */
export function RoleField({ mine, yours, choices, attributes, kind, value, onChange, lint, errors }: Props) {
  // What was written stays while another role is looked at, even if it is not a policy yet.
  const [opened, setOpened] = useState(value.choice === "inline");
  if (value.choice === "inline" && !opened) setOpened(true);
  return (
    <>
      <Listbox
        label={en.create.role}
        value={value.choice}
        options={roleOptions(mine)}
        onChange={(choice) => onChange({ ...value, choice })}
        help={roleHelp(mine, value.choice)}
      />
      {value.choice === "custom" && (
        <CustomRolesField
          kind={kind}
          choices={choices}
          attributes={attributes}
          chosen={value.roles}
          errors={errors.role}
          onChange={(roles) => onChange({ ...value, roles })}
        />
      )}
      {opened && (
        <div hidden={value.choice !== "inline"} className="flex flex-col gap-1.5">
          <PolicyEditor
            label={en.create.policy}
            value={value.policy}
            onChange={(written, saysAlready) =>
              onChange({ ...value, policy: written ?? value.policy, written, saysAlready })
            }
            lint={lint ?? undefined}
            insist={errors.role !== undefined}
            errors={errors.policy}
            yours={yours}
            startFrom={startFrom(choices)}
          />
          {errors.role && <Problem text={errors.role.join(" ")} />}
        </div>
      )}
    </>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <p tabIndex={-1} data-role-problem className="flex items-start gap-1.5 text-xs text-danger-text">
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      {text}
    </p>
  );
}

function startFrom(choices: readonly RoleChoice[]): StartFrom[] {
  const base = (["reader", "writer"] as const).map((role) => ({
    label: roleName(role),
    statements: tokenPolicy(role).statements,
  }));
  return [...base, ...choices.map(({ name, policy }) => ({ label: name, statements: policy }))];
}
