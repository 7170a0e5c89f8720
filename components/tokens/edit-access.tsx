"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import * as en from "@/components/messages/en";
import { useCatalogue } from "@/components/policy/use-catalogue";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Grants } from "@/lib/policy/statement";
import type { TokenView } from "@/lib/tokens/view";
import { DraftPreview } from "./draft-preview";
import { beginWith, declaredBy, type RoleDraft, roleInput } from "./role-draft";
import { type RoleChoices, RoleField } from "./role-field";
import { policyErrors, problemsOf } from "./role-problems";
import { useLint } from "./use-lint";

type Props = {
  token: TokenView;
  /** What decides what the token may do now: its ceilings stay. */
  held: Grants;
  edit: RoleChoices;
  update: Act<{ name: string }>;
  onClose: () => void;
};

/** Another role for one's own personal token, with what it would do beside it. */
export function EditAccess({ token, held, edit, update, onClose }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(update);
  const [role, setRole] = useState<RoleDraft>(() => beginWith(token.role));
  const toast = useToast();
  const catalogue = useCatalogue();
  const router = useRouter();
  const grants = useMemo<Grants>(() => {
    const [, ...ceilings] = held;
    return [{ kind: "declared", policies: declaredBy("personal", role, edit.choices, edit.attributes) }, ...ceilings];
  }, [role, edit, held]);
  const lint = useLint("personal", edit.yours, role.choice === "inline");
  const trim = async () => {
    const late = await import("./trimmed");
    setRole(late.trimmed(role, grants, edit.mine, catalogue));
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong = problemsOf("personal", role, edit.choices);
    if (Object.keys(wrong).length > 0) {
      setTrouble({ sentence: null, fields: wrong });
      form.querySelector<HTMLElement>("[data-role-problem]")?.focus();
      return;
    }
    const answer = await run({ id: token.id, role: roleInput("personal", role, edit.choices) });
    if (!answer) return;
    toast(en.detail.roleSaved(answer.value.name));
    router.refresh();
    onClose();
  };
  return (
    <div className="grid items-start gap-8 max-lg:pb-16 lg:grid-cols-[minmax(0,680px)_minmax(0,400px)]">
      <form onSubmit={submit} noValidate aria-label={en.detail.editRoleTitle} className="flex min-w-0 flex-col gap-6">
        <h2 className="text-lg font-semibold">{en.detail.editRoleTitle}</h2>
        <TroubleNote trouble={trouble} />
        <RoleField
          {...edit}
          kind="personal"
          value={role}
          onChange={setRole}
          lint={lint}
          errors={{ role: trouble.fields["role"], policy: policyErrors(trouble.fields) }}
        />
        <div className="flex gap-2 border-t border-line pt-5">
          <Button type="submit" look="primary" busy={busy}>
            {en.detail.save}
          </Button>
          <Button onClick={onClose}>{en.common.cancel}</Button>
        </div>
      </form>
      <DraftPreview kind="personal" grants={grants} onTrim={trim} />
    </div>
  );
}
