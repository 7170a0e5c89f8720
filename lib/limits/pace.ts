/** So many in so long, a burst of them at once. */
export type Pace = { readonly every: number; readonly burst: number };

/** What a pace says of one more: `tat` is what is kept of a key, the instant from which it is as if nothing had been. */
export type PaceVerdict = {
  readonly allowed: boolean;
  readonly tat: number;
  /** How many more would be let through at once. */
  readonly remaining: number;
  /** When the next is let through, of one that is refused; else when the whole burst is there again. */
  readonly resetAt: number;
};

/** A pace of `count` in `span` milliseconds; null where the count is 0, which stands for no limit. */
export function paceOf(count: number, span: number, burst: number): Pace | null {
  return count === 0 ? null : { every: span / count, burst: Math.max(1, burst) };
}

/**
 * One more at that instant, by the generic cell rate algorithm: one number is kept for a key, and an even flow below the
 * pace is never refused. Instants are milliseconds.
 */
export function takeOne(pace: Pace, tat: number, now: number): PaceVerdict {
  const whole = pace.every * pace.burst;
  const next = Math.max(tat, now) + pace.every;
  if (next - now > whole) return { allowed: false, tat, remaining: 0, resetAt: next - whole };
  return { allowed: true, tat: next, remaining: Math.floor((whole - (next - now)) / pace.every), resetAt: next };
}

/** Gives one back that came to nothing. */
export const giveBack = (pace: Pace, tat: number): number => tat - pace.every;
