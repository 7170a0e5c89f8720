"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { jsonDifference } from "./json-lines";
import { changedFields, type Draft } from "./role-draft";
import { Sign, StatementList } from "./statement-list";
import { statementDifference } from "./statement-words";

/** What one state of a role changes of another. */
export function RoleChanges({ before, after }: { before: Draft; after: Draft }) {
  const words = en.roleEdit.review;
  const changed = changedFields(before, after);
  const { added, removed } = statementDifference(before.policy, after.policy);
  if (changed.length === 0) return <p className="text-text-subtle">{en.roleEdit.conflict.nothing}</p>;
  return (
    <div className="flex flex-col gap-3">
      {changed.includes("name") && (
        <p className="wrap-anywhere" dir="auto">
          {words.name(before.name, after.name)}
        </p>
      )}
      {changed.includes("description") && <p>{words.description}</p>}
      {changed.includes("basePermissions") && (
        <p className="flex gap-2">
          <Sign sign={after.basePermissions === "reader" ? "+" : "−"} />
          {en.roleEdit.viewsAll}
        </p>
      )}
      {changed.includes("policy") && (
        <div>
          {added.length > 0 && <StatementList statements={added} sign="+" label={words.gained} />}
          {removed.length > 0 && <StatementList statements={removed} sign="−" label={words.lost} />}
          {added.length + removed.length === 0 && <p className="text-text-muted">{words.order}</p>}
        </div>
      )}
      {changed.includes("policy") && <JsonDifference before={before.policy} after={after.policy} />}
    </div>
  );
}

function JsonDifference({ before, after }: { before: Draft["policy"]; after: Draft["policy"] }) {
  const [open, setOpen] = useState(false);
  const words = en.roleEdit.review;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button onClick={() => setOpen(!open)} aria-expanded={open}>
        {open ? words.hideJson : words.showJson}
      </Button>
      {open && (
        <section
          aria-label={words.json}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard
          tabIndex={0}
          className="max-h-96 w-full overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs"
        >
          {jsonDifference(before, after).map(({ sign, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, and a text to read does not move
            <div key={i} className={sign === " " ? "text-text-subtle" : undefined}>
              <span className={sign === "+" ? "text-success-text" : "text-danger-text"}>{sign}</span>
              <span className="whitespace-pre"> {text}</span>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
