/** Values by prefix: a walk along a text meets every prefix of it that is known, shortest first. */
export type PrefixTree<T> = {
  /** The length of the prefix that ends here. */
  readonly depth: number;
  /** The part of it that the node above does not have. */
  readonly step: string;
  readonly value: T | null;
  /** The first characters of the nodes below, beside these nodes: so few that looking them through beats hashing. */
  readonly firsts: string;
  readonly next: readonly PrefixTree<T>[];
};

/** Plants the tree of some prefixes, each named once. */
export function plantPrefixes<T>(entries: readonly (readonly [string, T])[], from = 0): PrefixTree<T> {
  const depth = from === 0 ? 0 : commonLength(entries.map(([prefix]) => prefix));
  const groups = new Map<number, (readonly [string, T])[]>();
  let value: T | null = null;
  for (const entry of entries) {
    const [prefix] = entry;
    if (prefix.length === depth) value = entry[1];
    else {
      const code = prefix.charCodeAt(depth);
      const group = groups.get(code);
      if (group) group.push(entry);
      else groups.set(code, [entry]);
    }
  }
  const next = [...groups.values()].map((group) => plantPrefixes(group, depth + 1));
  const step = entries[0]?.[0].slice(Math.max(from - 1, 0), depth) ?? "";
  return { depth, step, value, firsts: String.fromCharCode(...groups.keys()), next };
}

function commonLength(texts: readonly string[]): number {
  const [first = "", ...others] = texts;
  let length = first.length;
  for (const text of others) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return length;
}

/** The node of the next longer prefix on the way along a text, if there is any. */
export function longerPrefix<T>(node: PrefixTree<T>, text: string): PrefixTree<T> | null {
  if (node.depth >= text.length) return null;
  const { firsts } = node;
  const code = text.charCodeAt(node.depth);
  let at = 0;
  while (at < firsts.length && firsts.charCodeAt(at) !== code) at++;
  const child = node.next[at];
  if (!child) return null;
  return child.step.length === 1 || text.startsWith(child.step, node.depth) ? child : null;
}
