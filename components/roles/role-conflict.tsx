"use client";

import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { RoleView } from "@/lib/roles/view";
import type { Saved } from "./role-acts";
import { RoleChanges } from "./role-changes";
import { type Draft, draftOf, rebased } from "./role-draft";

type Props = { base: RoleView; draft: Draft; theirs: Saved; onGoOn: () => void; onDrop: () => void };

/** Two people edited one role: both sides beside each other, and nothing written over. */
export function RoleConflict({ base, draft, theirs, onGoOn, onDrop }: Props) {
  const words = en.roleEdit.conflict;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { role, last } = theirs;
  return (
    <section className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {words.title}
        </h2>
        <Callout tone="warning" role="alert">
          {words.body(last.savedBy ?? en.roles.history.operator, role.version)}
        </Callout>
        {last.comment && (
          <p className="wrap-anywhere text-text-muted" dir="auto">
            “{last.comment}”
          </p>
        )}
      </div>
      <div className="grid gap-6 lg:grid-cols-3">
        <Side title={words.theirs} help={words.theirsHelp} before={draftOf(base)} after={draftOf(role)} />
        <Side title={words.yours} help={words.yoursHelp} before={draftOf(base)} after={draft} />
        <Side
          title={words.result}
          help={words.resultHelp}
          before={draftOf(role)}
          after={rebased(draft, draftOf(base), draftOf(role))}
        />
      </div>
      <p className="max-w-[720px] text-text-muted">{words.goingOn}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onDrop}>{words.drop}</Button>
        <Button look="primary" onClick={onGoOn}>
          {words.goOn}
        </Button>
      </div>
    </section>
  );
}

function Side({ title, help, before, after }: { title: string; help: string; before: Draft; after: Draft }) {
  return (
    <section className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div>
        <h3 className="font-semibold">{title}</h3>
        <p className="text-xs text-text-subtle">{help}</p>
      </div>
      <RoleChanges before={before} after={after} />
    </section>
  );
}
