/** What is kept of a client that presented secrets which do not work. Instants are milliseconds. */
export type Failures = { readonly points: number; readonly since: number; readonly blockedUntil: number };

export const NO_FAILURES: Failures = { points: 0, since: 0, blockedUntil: 0 };

const WINDOW = 60_000;
const BLOCKED_FOR = 5 * 60_000;
/** A text that is not even a secret's form costs no query, so it counts less (security 3.12). */
const MALFORMED = 1 / 4;

/** One failure more: more than `most` in a minute block the client's failures for five minutes. */
export function failedOnce(before: Failures, kind: "unknown" | "malformed", most: number, now: number): Failures {
  if (before.blockedUntil > now) return before;
  const fresh = before.blockedUntil > 0 || before.since + WINDOW <= now;
  const points = (fresh ? 0 : before.points) + (kind === "malformed" ? MALFORMED : 1);
  return { points, since: fresh ? now : before.since, blockedUntil: points > most ? now + BLOCKED_FOR : 0 };
}
