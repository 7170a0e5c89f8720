import type { KindActions } from "./why";

/** Kinds of resources, each with some actions. */
export function KindList({ kinds }: { kinds: readonly KindActions[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-xs sm:grid-cols-[9rem_minmax(0,1fr)]">
      {kinds.map(({ kind, actions }) => (
        <div key={kind} className="contents">
          <dt className="font-semibold">{kind}</dt>
          <dd className="pb-1 text-text-muted">{actions.join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}
