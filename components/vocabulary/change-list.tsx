import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import type { NamedBy, VocabularyChange } from "@/lib/vocabulary/view";

/** Whether an import would change anything at all. */
export const changesNothing = ({ added, removed, changed }: VocabularyChange): boolean =>
  added.length + removed.length + changed.length === 0;

/** What an import would change: what goes first, since policies may name it. */
export function ChangeList({ change }: { change: VocabularyChange }) {
  const words = en.vocabulary;
  const { added, removed, changed, types, actions } = change;
  if (changesNothing(change)) return <p className="text-text-muted">{words.nothing}</p>;
  const gone = [...removed, ...changed.flatMap((each) => each.removed)];
  return (
    <div className="flex flex-col gap-3">
      {removed.length > 0 && (
        <Part title={words.removed}>
          {removed.map(({ type, label, namedBy }) => (
            <Line key={type} sign="−" type={type} label={label}>
              {by(namedBy)}
            </Line>
          ))}
        </Part>
      )}
      {changed.length > 0 && (
        <Part title={words.changedTypes}>
          {changed.map((each) => (
            <Line key={each.type} sign="~" type={each.type} label={each.label}>
              {each.removed.map(({ name, namedBy }) => (
                <span key={name} className="block">
                  {words.goes(name, by(namedBy))}
                </span>
              ))}
              {each.added.length > 0 && <span className="block">{words.addedActions(each.added)}</span>}
              {each.reworded && <span className="block">{words.reworded}</span>}
            </Line>
          ))}
        </Part>
      )}
      {added.length > 0 && (
        <Part title={words.added}>
          {added.map(({ type, label, actions: names }) => (
            <Line key={type} sign="+" type={type} label={label}>
              {names.join(", ")}
            </Line>
          ))}
        </Part>
      )}
      {gone.some(({ namedBy }) => namedBy.roles + namedBy.tokens > 0) && <Callout tone="warning">{words.goOn}</Callout>}
      {types > 0 && <p className="text-text-muted">{words.after(words.size(types, actions))}</p>}
    </div>
  );
}

const by = ({ roles, tokens }: NamedBy) => en.vocabulary.namedBy(roles, tokens);

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h4 className="text-xs text-text-subtle">{title}</h4>
      <ul>{children}</ul>
    </section>
  );
}

type LineProps = { sign: "+" | "−" | "~"; type: string; label: string; children: ReactNode };

function Line({ sign, type, label, children }: LineProps) {
  return (
    <li className="flex gap-2 py-1">
      <span aria-hidden className="w-3 shrink-0 font-mono text-text-muted">
        {sign}
      </span>
      <div className="min-w-0 wrap-anywhere">
        <span dir="auto">{label}</span> <code className="font-mono text-2xs text-text-subtle">{type}</code>
        <div className="text-xs text-text-muted">{children}</div>
      </div>
    </li>
  );
}
