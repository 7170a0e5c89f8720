"use client";

import dynamic from "next/dynamic";
import { type FormEvent, useMemo } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Trouble } from "@/components/ui/use-act";
import type { Grants } from "@/lib/policy/statement";
import type { RoleVersionView, RoleView } from "@/lib/roles/view";
import { policyErrors } from "./policy-errors";
import type { RoleActs } from "./role-acts";
import { type Draft, draftOf, touchesRights } from "./role-draft";
import { RoleFields } from "./role-fields";
import { useRoleEffects } from "./use-role-effects";

const IfYouSave = dynamic(() => import("./if-you-save").then((late) => late.IfYouSave), { ssr: false });

type Props = {
  base: RoleView;
  draft: Draft;
  from: RoleVersionView | null;
  differs: boolean;
  readable: boolean;
  busy: boolean;
  trouble: Trouble;
  ask: RoleActs["effects"];
  yours: Grants;
  onChange: (change: Partial<Draft>) => void;
  onReadable: (readable: boolean) => void;
  onSubmit: (event: FormEvent) => void;
  now: number;
};

/** Where a role is written, with what that would do beside it. */
export function EditStep(props: Props) {
  const { base, draft, from, differs, readable, busy, trouble, ask, yours, onChange, onReadable, onSubmit, now } =
    props;
  const rights = touchesRights(draftOf(base), draft) && readable;
  const refused = useMemo(() => policyErrors(trouble.fields), [trouble.fields]);
  const effects = useRoleEffects(ask, base.key, rights ? draft : null);
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-6">
        {from && <Callout tone="neutral">{en.roleEdit.restoring(from.version)}</Callout>}
        <TroubleNote trouble={trouble} />
        <RoleFields
          draft={draft}
          onChange={onChange}
          onReadable={onReadable}
          fields={trouble.fields}
          policyErrors={refused}
          yours={yours}
        >
          <p>
            <span className="font-semibold">{en.roleEdit.key}</span>{" "}
            <span className="font-mono text-xs">{base.key}</span>
            <span className="block text-xs text-text-subtle">{en.roleEdit.keyFixed}</span>
          </p>
        </RoleFields>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            look="primary"
            busy={busy}
            disabled={!differs && readable}
            aria-describedby={differs ? undefined : "role-unchanged"}
          >
            {en.roleEdit.toReview}
          </Button>
          <ButtonLink href={`/roles/${encodeURIComponent(base.key)}`}>{en.roleEdit.cancel}</ButtonLink>
          {!differs && (
            <p id="role-unchanged" className="text-xs text-text-subtle">
              {en.roleEdit.unchanged}
            </p>
          )}
        </div>
      </div>
      <div>
        {differs && <IfYouSave base={draftOf(base)} draft={draft} effects={rights ? effects : NOBODY} now={now} />}
      </div>
    </form>
  );
}

const NOBODY = {
  tokens: [],
  kept: [],
  members: [],
  more: false,
  refused: { surely: 0, perhaps: 0, tokens: [] },
};
