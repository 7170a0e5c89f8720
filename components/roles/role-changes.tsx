"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { useCatalogue } from "@/components/policy/use-catalogue";
import { Button } from "@/components/ui/button";
import { actionDifference } from "./action-difference";
import { jsonDifference } from "./json-lines";
import { changedFields, type Draft } from "./role-draft";
import { Sign, StatementList } from "./statement-list";
import { statementDifference } from "./statement-words";

const AT_FIRST = 14;

/** What one state of a role changes of another. */
export function RoleChanges({ before, after }: { before: Draft; after: Draft }) {
  const words = en.roleEdit.review;
  const changed = changedFields(before, after);
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
      {changed.includes("policy") && <PolicyChanges before={before} after={after} />}
      {changed.includes("policy") && <JsonDifference before={before.policy} after={after.policy} />}
    </div>
  );
}

/** The actions gained and lost; where the catalogue knows none of them, the statements. */
function PolicyChanges({ before, after }: { before: Draft; after: Draft }) {
  const words = en.roleEdit.review;
  const [all, setAll] = useState(false);
  const lines = actionDifference(before, after, useCatalogue());
  const shown = all ? lines : lines.slice(0, AT_FIRST);
  const { added, removed } = statementDifference(before.policy, after.policy);
  if (lines.length > 0) {
    return (
      <div className="flex flex-col items-start gap-1">
        <ul aria-label={words.changes} className="w-full">
          {shown.map(({ sign, action, on }) => (
            <li key={`${sign} ${action} ${on}`} className="flex gap-2 py-0.5">
              <Sign sign={sign} />
              <span className="sr-only">{sign === "+" ? words.gained : words.lost}: </span>
              <span className="min-w-0">
                {action} <span className="text-text-subtle">{words.on(on)}</span>
              </span>
            </li>
          ))}
        </ul>
        {shown.length < lines.length && (
          <button type="button" onClick={() => setAll(true)} className="min-h-6 text-accent hover:underline">
            {words.more(lines.length - shown.length)}
          </button>
        )}
      </div>
    );
  }
  return (
    <div>
      {added.length > 0 && <StatementList statements={added} sign="+" label={words.gained} />}
      {removed.length > 0 && <StatementList statements={removed} sign="−" label={words.lost} />}
      {added.length + removed.length === 0 && <p className="text-text-muted">{words.order}</p>}
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
              <span className={`inline-block w-4 ${sign === "+" ? "text-success-text" : "text-danger-text"}`}>
                {sign}
              </span>
              <span className="whitespace-pre">{text}</span>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
