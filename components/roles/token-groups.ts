const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;
const EVER = Number.POSITIVE_INFINITY;
/** So many lines a group has; what does not fit is the last of them, as a number. */
const DRAWN = 12;

/** A token that a role reaches; of a change, how much it would gain and lose. */
export type Linked = {
  readonly id: string;
  readonly name: string;
  readonly lastUsedAt: number | null;
  readonly gained?: number;
  readonly lost?: number;
};

/** Tokens that were last used at about the same time. */
export type Group = {
  readonly name: "today" | "month" | "idle";
  readonly count: number;
  readonly shown: readonly Linked[];
  readonly more: number;
};

/**
 * Tokens by when they were last used: within a day, within thirty, longer ago or never. `total` counts those too that are not
 * among the given ones; by the order of use they come after them, and stand with the idle.
 */
export function groupsOf(tokens: readonly Linked[], total: number, now: number): Group[] {
  const since = ({ lastUsedAt }: Linked) => (lastUsedAt === null ? EVER : now - lastUsedAt);
  const group = (name: Group["name"], from: number, to: number, besides: number): Group => {
    const all = tokens.filter((token) => since(token) >= from && (to === EVER || since(token) < to));
    const count = all.length + besides;
    const shown = count > DRAWN ? all.slice(0, DRAWN - 1) : all;
    return { name, count, shown, more: count - shown.length };
  };
  return [
    group("today", -EVER, DAY_MS, 0),
    group("month", DAY_MS, MONTH_MS, 0),
    group("idle", MONTH_MS, EVER, Math.max(0, total - tokens.length)),
  ].filter(({ count }) => count > 0);
}
