/** A counter of failures, as it stands. Instants and spans are milliseconds. */
export type Counter = {
  readonly failures: number;
  readonly blockedUntil: number | null;
  readonly windowStartedAt: number;
};

/** The next counter, or how long to wait before a try is looked at. */
export type ThrottleDecision = { readonly wait: number } | { readonly wait: 0; readonly next: Counter };

const FREE_TRIES = 5;
const LONGEST_MS = 60_000;
const ADDRESS_WINDOW_MS = 24 * 3_600_000;
const NETWORK_TRIES = 30;
const NETWORK_WINDOW_MS = 15 * 60_000;

/**
 * One address: five tries are free, then each waits twice as long as the one before, up to a minute. The try
 * is counted as a failure in advance, so that tries side by side are all counted; success clears it.
 */
export function decideForAddress(counter: Counter, now: number): ThrottleDecision {
  if (counter.blockedUntil !== null && counter.blockedUntil > now) return { wait: counter.blockedUntil - now };
  const { failures, windowStartedAt } = fresh(counter, now, ADDRESS_WINDOW_MS);
  const tries = failures + 1;
  const pause = tries < FREE_TRIES ? 0 : Math.min(1000 * 2 ** Math.min(tries - FREE_TRIES, 16), LONGEST_MS);
  return { wait: 0, next: { failures: tries, windowStartedAt, blockedUntil: pause === 0 ? null : now + pause } };
}

/** One network: thirty tries in a quarter of an hour (security 3.12). */
export function decideForNetwork(counter: Counter, now: number): ThrottleDecision {
  const { failures, windowStartedAt } = fresh(counter, now, NETWORK_WINDOW_MS);
  if (failures >= NETWORK_TRIES) return { wait: windowStartedAt + NETWORK_WINDOW_MS - now };
  return { wait: 0, next: { failures: failures + 1, windowStartedAt, blockedUntil: null } };
}

/** So many proofs of a second factor are looked at in one sign-in. */
export const PROOFS_EACH = 10;
const TRIES_IN_A_ROW = 100;

/** One sign-in that waits for its second factor: so many proofs are looked at, then it is over. */
export function decideForProof({ failures, windowStartedAt }: Counter): ThrottleDecision {
  if (failures >= PROOFS_EACH) return { wait: Number.POSITIVE_INFINITY };
  return { wait: 0, next: { failures: failures + 1, windowStartedAt, blockedUntil: null } };
}

/** One address's passwords, or one member's codes: a hundred wrong ones in a row, however slowly, and none is looked at any more (NIST SP 800-63B). */
export function decideInARow({ failures, windowStartedAt }: Counter): ThrottleDecision {
  if (failures >= TRIES_IN_A_ROW) return { wait: Number.POSITIVE_INFINITY };
  return { wait: 0, next: { failures: failures + 1, windowStartedAt, blockedUntil: null } };
}

function fresh({ failures, windowStartedAt }: Counter, now: number, window: number) {
  return windowStartedAt + window <= now ? { failures: 0, windowStartedAt: now } : { failures, windowStartedAt };
}
