import { CHANNELS } from "@/lib/core/channel";
import type { Tallies } from "./pending";
import type { Tally } from "./tally";

/** A batch as the database reads it: columns by name, instants as milliseconds ago. */
export type BatchRows = ReturnType<typeof batchRows>;

/** The rows that tallies come to; `now` is of the clock that their instants are of. */
export function batchRows(tallies: Tallies, now: number) {
  const ago = (at: number) => Math.max(0, Number((now - at).toFixed(3)));
  const of = <C>(cells: (tally: Tally) => readonly C[], row: (cell: C) => object) =>
    tallies.flatMap(([token_id, tally]) =>
      cells(tally).map((cell) => ({ token_id, account_id: tally.accountId, ...row(cell) })),
    );
  return {
    uses: tallies
      .filter(([, { secrets }]) => secrets.length > 0)
      .map(([token_id, tally]) => usesOf(token_id, tally, ago)),
    secrets: of(
      ({ secrets }) => secrets,
      ({ channel, secretId, allowed, denied, last }) => ({
        channel,
        secret_id: secretId,
        allowed,
        denied,
        ago: ago(last),
      }),
    ),
    actions: of(
      ({ actions }) => actions,
      ({ channel, group, allowed, denied, last }) => ({ channel, ...group, allowed, denied, ago: ago(last) }),
    ),
    sources: of(
      ({ sources }) => sources,
      ({ channel, from, uses, first, last }) => ({ channel, ...from, uses, first_ago: ago(first), ago: ago(last) }),
    ),
    blocked: of(
      ({ blocked }) => blocked,
      ({ secretId, why, from, tries, last }) => ({ secret_id: secretId, why, ...from, tries, ago: ago(last) }),
    ),
  };
}

/** First and last by channel, as `token_uses` has them. */
function usesOf(token_id: string, { accountId, route, secrets }: Tally, ago: (at: number) => number) {
  const spans = CHANNELS.map((channel) => {
    const own = secrets.filter((cell) => cell.channel === channel);
    if (own.length === 0) return {};
    const first = Math.min(...own.map((cell) => cell.first));
    const last = Math.max(...own.map((cell) => cell.last));
    return { [`${channel}_first_ago`]: ago(first), [`${channel}_ago`]: ago(last) };
  });
  return Object.assign({ token_id, account_id: accountId, route }, ...spans) as object;
}
