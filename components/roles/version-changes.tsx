import * as en from "@/components/messages/en";
import type { Catalogue } from "@/lib/policy/catalogue";
import { actionDifference } from "./action-difference";
import { jsonDifference } from "./json-lines";
import { changedFields, type Draft } from "./role-draft";
import { Sign, StatementList } from "./statement-list";
import { statementDifference } from "./statement-words";

type Props = { before: Draft; after: Draft; catalogue: Catalogue };

/** What one saved state changes of another, said by what holders can do, then by its statements and as text. */
export function VersionChanges({ before, after, catalogue }: Props) {
  const words = en.roleEdit.review;
  const changed = changedFields(before, after);
  const rights = changed.includes("policy") || changed.includes("basePermissions");
  if (changed.length === 0) return <p className="text-text-subtle">{en.roles.history.equal}</p>;
  return (
    <div className="flex flex-col gap-3">
      {changed.includes("name") && (
        <p className="wrap-anywhere" dir="auto">
          {words.name(before.name, after.name)}
        </p>
      )}
      {changed.includes("description") && <p>{words.description}</p>}
      {rights && <Actions before={before} after={after} catalogue={catalogue} />}
      {changed.includes("policy") && <Statements before={before} after={after} />}
      {changed.includes("policy") && <JsonText before={before.policy} after={after.policy} />}
    </div>
  );
}

function Actions({ before, after, catalogue }: Props) {
  const words = en.roleEdit.review;
  const lines = actionDifference(before, after, catalogue);
  if (lines.length === 0) return <p className="text-text-muted">{en.roles.history.sameActions}</p>;
  return (
    <ul aria-label={words.changes}>
      {lines.map(({ sign, action, on }) => (
        <li key={`${sign} ${action} ${on}`} className="flex gap-2 py-0.5">
          <Sign sign={sign} />
          <span className="sr-only">{sign === "+" ? words.gained : words.lost}: </span>
          <span className="min-w-0">
            {action} <span className="text-text-subtle">{words.on(on)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Statements({ before, after }: { before: Draft; after: Draft }) {
  const words = en.roles.history;
  const { added, removed } = statementDifference(before.policy, after.policy);
  if (added.length + removed.length === 0) return <p className="text-text-muted">{words.moved}</p>;
  return (
    <div>
      {added.length > 0 && <StatementList statements={added} sign="+" label={words.added} />}
      {removed.length > 0 && <StatementList statements={removed} sign="−" label={words.removed} />}
    </div>
  );
}

function JsonText({ before, after }: { before: Draft["policy"]; after: Draft["policy"] }) {
  const words = en.roleEdit.review;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-md border border-line-strong bg-surface px-3 py-1 font-semibold hover:bg-hover">
        {words.json}
      </summary>
      <section
        aria-label={words.json}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard
        tabIndex={0}
        className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs"
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
    </details>
  );
}
