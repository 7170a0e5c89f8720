import * as en from "@/components/messages/en";
import { upper } from "@/components/messages/words";
import type { AuditFacts, AuditKind } from "@/lib/audit/view";
import { FactValue } from "./fact-value";

type Props = { states: readonly (AuditFacts | null)[]; kind: AuditKind; zone: string };

/** What is known of a thing, a line a fact: before and after side by side, or what was noted. */
export function FactTable({ states, kind, zone }: Props) {
  const words = en.audit.entry;
  const fields = [...new Set(states.flatMap((state) => Object.keys(state ?? {})))];
  const sides = states.length === 2;
  return (
    <div className="relative overflow-x-auto rounded-md border border-line bg-surface">
      <table className="w-full table-fixed border-collapse max-sm:min-w-[420px]">
        <thead className={sides ? "" : "sr-only"}>
          <tr className="border-b border-line text-xs text-text-subtle [&_th]:px-3 [&_th]:py-1.5 [&_th]:text-start [&_th]:font-normal">
            <th scope="col" className="w-40">
              <span className="sr-only">{words.change}</span>
            </th>
            <th scope="col">{sides ? words.before : words.facts}</th>
            {sides && <th scope="col">{words.after}</th>}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field} className="border-b border-line align-top last:border-0">
              <th scope="row" className="px-3 py-1.5 text-start font-normal text-text-subtle">
                {words.fields[`${kind}.${field}`] ?? words.fields[field] ?? upper(field)}
              </th>
              {states.map((state, i) => (
                <td key={i === 0 ? "before" : "after"} className="px-3 py-1.5 wrap-anywhere">
                  <FactValue field={field} value={state?.[field]} zone={zone} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
