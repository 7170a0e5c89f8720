/** One of two companion lists: what a statement is about, or all but that. */
export type ChosenList<T> = { readonly negated: boolean; readonly entries: readonly T[] };

/**
 * The one list of the two that a statement is written with; null unless it is exactly one. Some clients send an empty
 * list or null beside the other: that counts as absent (semantics 3.1).
 */
export function chosenList<T>(
  listed: readonly T[] | null | undefined,
  excepted: readonly T[] | null | undefined,
): ChosenList<T> | null {
  const [some, others] = [listed ?? [], excepted ?? []];
  if (some.length > 0 === others.length > 0) return null;
  return some.length > 0 ? { negated: false, entries: some } : { negated: true, entries: others };
}
