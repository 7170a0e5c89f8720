import { childOf, type PrefixTree, plantPrefixes, ROOT, valueAt } from "./prefix-tree";
import type { Sight } from "./requested";
import { coversRow, type Row } from "./row";

/** Rows, split again and again by what tells them apart best: the action, or the name at a level. */
export type RowTree = Leaf | Branch;
type Leaf = { readonly kind: "leaf"; readonly rows: readonly Row[] };
type Branch = {
  readonly kind: "branch";
  readonly by: number;
  readonly exact: ReadonlyMap<string, RowTree> | null;
  readonly prefixes: PrefixTree<RowTree>;
  readonly rest: RowTree | null;
};

type Split = { by: number; exact: Map<string, Row[]>; prefixes: Map<string, Row[]>; rest: Row[]; cost: number };
type Keys = { readonly exact: readonly string[] } | { readonly prefix: string };

const ACTION = -1;
const LEAF = 4;
const LONGEST_PREFIX = 32;
const MOST_COPIES = 8; // entries for each row of a split: the tree's size stays within a multiple of the policy's
const WORTHWHILE = 0.75;

/** Plants a tree over rows of one type path, in the order of their statements. */
export function plantTree(rows: readonly Row[], levels: number): RowTree {
  return plant(rows, [ACTION, ...Array.from({ length: levels }, (_, level) => level)]);
}

function plant(rows: readonly Row[], ways: readonly number[]): RowTree {
  const leaf: RowTree = { kind: "leaf", rows };
  if (rows.length <= LEAF) return leaf;
  const [best] = ways.map((by) => split(rows, by)).sort((a, b) => a.cost - b.cost);
  if (!best || best.cost > rows.length * WORTHWHILE) return leaf;
  const others = ways.filter((way) => way !== best.by);
  const branches = (by: Map<string, Row[]>) => new Map([...by].map(([key, some]) => [key, plant(some, others)]));
  return {
    kind: "branch",
    by: best.by,
    exact: best.exact.size > 0 ? branches(best.exact) : null,
    prefixes: plantPrefixes([...branches(best.prefixes)]),
    rest: best.rest.length > 0 ? plant(best.rest, others) : null,
  };
}

function split(rows: readonly Row[], by: number): Split {
  const made: Split = { by, exact: new Map(), prefixes: new Map(), rest: [], cost: 0 };
  let copies = 0;
  for (const row of rows) {
    const keys = keysOf(row, by);
    if ("exact" in keys) {
      copies += keys.exact.length;
      for (const key of keys.exact) add(made.exact, key, row);
    } else if (keys.prefix !== "") add(made.prefixes, keys.prefix, row);
    else made.rest.push(row);
    if (copies > MOST_COPIES * rows.length) return { ...made, cost: Number.POSITIVE_INFINITY };
  }
  return { ...made, cost: made.rest.length + largest(made.exact) + largest(made.prefixes) + 1 };
}

/** Under which keys a row is found: the texts it names, or the prefix that all it covers have in common. */
function keysOf({ actions, pattern }: Row, by: number): Keys {
  if (by === ACTION)
    return actions.negated || actions.globs.length > 0 ? { prefix: "" } : { exact: [...actions.exact] };
  const name = pattern?.names[by];
  if (!name) return { prefix: "" };
  if (name.kind === "literal") return { exact: [name.literal] };
  return name.values !== null ? { exact: [...name.values] } : { prefix: name.prefix.slice(0, LONGEST_PREFIX) };
}

function add(into: Map<string, Row[]>, key: string, row: Row): void {
  const found = into.get(key);
  if (found) found.push(row);
  else into.set(key, [row]);
}

const largest = (by: Map<string, readonly Row[]>) => Math.max(0, ...[...by.values()].map((rows) => rows.length));

/** The first statement before `before` that covers the request, or else `before`. */
export function firstCovering(tree: RowTree, sight: Sight, other: Sight, before: number): number {
  return tree.kind === "leaf"
    ? firstOfRows(tree.rows, sight, other, before)
    : firstOfBranch(tree, sight, other, before);
}

function firstOfRows(rows: readonly Row[], sight: Sight, other: Sight, before: number): number {
  for (const row of rows) {
    if (row.index >= before) break;
    if (coversRow(row, sight, other)) return row.index;
  }
  return before;
}

function firstOfBranch({ by, exact, prefixes, rest }: Branch, sight: Sight, other: Sight, before: number): number {
  let first = before;
  const text = by === ACTION ? sight.action : (sight.resource.levels[by]?.name ?? "");
  const named = exact?.get(text);
  if (named) first = firstCovering(named, sight, other, first);
  for (let node = ROOT, at = 0; node >= 0; at++) {
    const branch = valueAt(prefixes, node);
    if (branch) first = firstCovering(branch, sight, other, first);
    node = childOf(prefixes, node, text.charCodeAt(at));
  }
  return rest ? firstCovering(rest, sight, other, first) : first;
}
