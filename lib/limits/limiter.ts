import { type Failures, failedOnce, NO_FAILURES } from "./failures";
import { Keyed } from "./keyed";
import { giveBack, type Pace, takeOne } from "./pace";

/**
 * An answer about one more: how many more there are at once, and in how many milliseconds the next is let through, or, if
 * this one was, the whole burst is there again.
 */
export type Verdict = { readonly allowed: boolean; readonly remaining: number; readonly resetIn: number };

/** What is allowed in one process; null and 0 mean without limit. */
export type Rules = {
  readonly perToken: Pace | null;
  readonly perAccount: Pace | null;
  readonly createPerMember: Pace | null;
  readonly createPerAccount: Pace | null;
  /** Failed presentations a minute and client. */
  readonly failures: number;
};

export const NO_LIMITS: Rules = {
  perToken: null,
  perAccount: null,
  createPerMember: null,
  createPerAccount: null,
  failures: 0,
};

/** Monotonic, so that a clock that is set back locks nobody out. */
const monotonic = () => performance.now();

/**
 * Counts what the callers of one process do, in memory and without I/O (security 3.12). Several instances count apart, so
 * that what is allowed in all is so many times as much.
 */
export class Limiter {
  readonly #rules: Rules;
  readonly #now: () => number;
  readonly #tokens = new Keyed<number>();
  readonly #accounts = new Keyed<number>();
  readonly #makers = new Keyed<number>();
  readonly #makingAccounts = new Keyed<number>();
  readonly #clients = new Keyed<Failures>();

  constructor(rules: Rules, now: () => number = monotonic) {
    this.#rules = rules;
    this.#now = now;
  }

  /** One request more of that token and account; null without limit. */
  request(tokenId: string, accountId: string): Verdict | null {
    const { perToken, perAccount } = this.#rules;
    const now = this.#now();
    const own = take(perToken, this.#tokens, tokenId, now);
    return own?.allowed === false ? own : narrower(own, take(perAccount, this.#accounts, accountId, now));
  }

  /** One token more that a member makes; null without limit. */
  creation(memberId: string, accountId: string): Verdict | null {
    const { createPerMember, createPerAccount } = this.#rules;
    const now = this.#now();
    const own = take(createPerMember, this.#makers, memberId, now);
    if (own?.allowed === false) return own;
    const all = take(createPerAccount, this.#makingAccounts, accountId, now);
    if (all?.allowed === false) untake(createPerMember, this.#makers, memberId);
    return narrower(own, all);
  }

  /** The token was not made after all. */
  forgetCreation(memberId: string, accountId: string): void {
    untake(this.#rules.createPerMember, this.#makers, memberId);
    untake(this.#rules.createPerAccount, this.#makingAccounts, accountId);
  }

  /** One secret more that does not work, from that network: for how long its failures are not answered any more, or null. */
  failure(network: string, kind: "unknown" | "malformed"): number | null {
    if (this.#rules.failures === 0) return null;
    const now = this.#now();
    const before = this.#clients.get(network) ?? NO_FAILURES;
    const after = failedOnce(before, kind, this.#rules.failures, now);
    if (after !== before) this.#clients.set(network, after);
    return after.blockedUntil > now ? after.blockedUntil - now : null;
  }
}

function take(pace: Pace | null, keyed: Keyed<number>, key: string, now: number): Verdict | null {
  if (!pace) return null;
  const { tat, allowed, remaining, resetAt } = takeOne(pace, keyed.get(key) ?? 0, now);
  if (allowed) keyed.set(key, tat);
  return { allowed, remaining, resetIn: resetAt - now };
}

function untake(pace: Pace | null, keyed: Keyed<number>, key: string): void {
  const tat = keyed.get(key);
  if (pace && tat !== undefined) keyed.set(key, giveBack(pace, tat));
}

/** Of two limits the one that is nearer. */
function narrower(one: Verdict | null, other: Verdict | null): Verdict | null {
  if (!one || !other) return one ?? other;
  if (one.allowed !== other.allowed) return one.allowed ? other : one;
  return one.remaining <= other.remaining ? one : other;
}
