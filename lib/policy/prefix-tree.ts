/**
 * Values by prefix: a walk along a text meets every known prefix of it, shortest first. The nodes lie in one array, each
 * as [place of its value or -1, number of children, then for each child its character and where it lies], because a
 * walk over objects costs more in memory fetched than in steps.
 */
export type PrefixTree<T> = { readonly cells: Int32Array; readonly values: readonly T[] };

type Entry<T> = readonly [prefix: string, value: T];

const NOWHERE = -1;

/** The node of the empty prefix. */
export const ROOT = 0;

/** Plants the tree of some prefixes, each named once. */
export function plantPrefixes<T>(entries: readonly Entry<T>[]): PrefixTree<T> {
  const cells: number[] = [];
  const values: T[] = [];
  const plant = (some: readonly Entry<T>[], depth: number): number => {
    const node = cells.length;
    const ending = some.find(([prefix]) => prefix.length === depth);
    const longer = new Map<number, Entry<T>[]>();
    for (const entry of some) {
      const code = entry[0].charCodeAt(depth);
      if (entry !== ending)
        longer
          .set(code, longer.get(code) ?? [])
          .get(code)
          ?.push(entry);
    }
    cells.push(ending ? values.push(ending[1]) - 1 : NOWHERE, longer.size);
    for (const code of longer.keys()) cells.push(code, NOWHERE);
    [...longer.values()].forEach((group, place) => {
      cells[node + 3 + 2 * place] = plant(group, depth + 1);
    });
    return node;
  };
  plant(entries, 0);
  return { cells: Int32Array.from(cells), values };
}

/** The value of the prefix that ends at a node, if one does. */
export function valueAt<T>({ cells, values }: PrefixTree<T>, node: number): T | undefined {
  const place = cells[node] ?? NOWHERE;
  return place < 0 ? undefined : values[place];
}

/** The node one character further, or a negative number. */
export function childOf({ cells }: PrefixTree<unknown>, node: number, code: number): number {
  const end = node + 2 + 2 * (cells[node + 1] ?? 0);
  for (let at = node + 2; at < end; at += 2) if (cells[at] === code) return cells[at + 1] ?? NOWHERE;
  return NOWHERE;
}
