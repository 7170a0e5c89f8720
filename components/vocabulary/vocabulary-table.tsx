import * as en from "@/components/messages/en";
import { ACTION_GROUPS, type CatalogueAction } from "@/lib/policy/action";
import { kindsOf, type Vocabulary } from "@/lib/policy/vocabulary";

const CELL = "px-3 py-2 text-start align-top";
/** More actions than this are folded away. */
const SHOWN_MAX = 12;

/** The account's own types: what each is called, how a policy writes it, and what can be done to it. */
export function VocabularyTable({ types }: { types: Vocabulary }) {
  const { columns, caption } = en.vocabulary;
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-text-subtle [&_th]:h-8 [&_th]:px-3 [&_th]:text-start [&_th]:font-normal">
            <th scope="col">{columns.type}</th>
            <th scope="col" className="max-md:hidden">
              {columns.written}
            </th>
            <th scope="col" className="w-full">
              {columns.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {kindsOf(types).map(({ key, specifier, label, example, actions }) => (
            <tr key={key} className="border-b border-line last:border-0">
              <th scope="row" className={`${CELL} min-w-28 font-normal md:min-w-40`}>
                <span className="wrap-anywhere" dir="auto">
                  {label}
                </span>
                <span className="block font-mono text-2xs wrap-anywhere text-text-subtle md:hidden">{specifier}</span>
              </th>
              <td className={`${CELL} max-md:hidden`}>
                <code className="block font-mono text-xs leading-5 whitespace-nowrap">{specifier}</code>
                {example && <code className="block font-mono text-2xs text-text-subtle">{example}</code>}
              </td>
              <td className={CELL}>
                {actions.length > SHOWN_MAX ? (
                  <details>
                    <summary className="w-fit cursor-pointer rounded-sm">
                      {en.vocabulary.actions(actions.length)}
                    </summary>
                    <Actions actions={actions} />
                  </details>
                ) : (
                  <Actions actions={actions} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Actions by their groups, in the order of the permission matrix. */
function Actions({ actions }: { actions: readonly CatalogueAction[] }) {
  const groups = ACTION_GROUPS.map((group) => [group, actions.filter((each) => each.group === group)] as const);
  return (
    <dl className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {groups
        .filter(([, some]) => some.length > 0)
        .map(([group, some]) => (
          <div key={group} className="contents">
            <dt className="text-xs leading-5 text-text-subtle">{en.can.groups[group]}</dt>
            <dd className="flex flex-wrap gap-x-3">
              {some.map(({ name, label }) => (
                <span key={name} className="wrap-anywhere">
                  <span dir="auto">{label}</span> <code className="font-mono text-2xs text-text-subtle">{name}</code>
                </span>
              ))}
            </dd>
          </div>
        ))}
    </dl>
  );
}
