import { openStatement } from "./open-statement";
import type { Sight } from "./requested";
import { fillIn, type ResourcePattern } from "./resource-pattern";
import type { Row } from "./row";
import { firstCovering, plantTree, type RowTree } from "./row-tree";
import type { Effect, Policy, Statement } from "./statement";

/** A policy made ready for decisions, which cannot fail and cost no more than its size. */
export type CompiledPolicy = {
  readonly allows: RowIndex | null;
  readonly denies: RowIndex | null;
  /** A deny of which nobody knows what it covers: it covers everything, so that nothing is widened (decision 0012). */
  readonly deniesAll: number | null;
};

/** Rows by the types of their pattern, those that name none apart. */
export type RowIndex = { readonly byType: ReadonlyMap<string, RowTree>; readonly rest: RowTree | null };

/** No statement at all. */
export const NONE = 0x3fffffff;

const known = new WeakMap<Policy, CompiledPolicy>();

/** Compiles a policy, once for each object. A policy is never changed after it was made. */
export function compile(policy: Policy): CompiledPolicy {
  let compiled = known.get(policy);
  if (!compiled) {
    compiled = build(policy);
    known.set(policy, compiled);
  }
  return compiled;
}

/** Patterns that a policy may come to with its values (security 3.8). */
const MOST_PATTERNS = 10_000;

function build(policy: Policy): CompiledPolicy {
  const rows: Record<Effect, Row[]> = { allow: [], deny: [] };
  const room = { left: MOST_PATTERNS };
  let deniesAll: number | null = null;
  for (const [index, statement] of policy.statements.entries()) {
    const made = rowsOf(statement, index, policy, room);
    if (made !== null) for (const row of made) rows[statement.effect].push(row);
    else if (statement.effect === "deny") deniesAll ??= index;
  }
  return { allows: indexOf(rows.allow), denies: indexOf(rows.deny), deniesAll };
}

/** The rows of a statement; null if it cannot be read, lacks a value, or has no room left, when the whole of it says nothing (ruling R5). */
function rowsOf(statement: Statement, index: number, policy: Policy, room: { left: number }): readonly Row[] | null {
  const open = openStatement(statement);
  if (open === null) return null;
  const filled: ResourcePattern[] = [];
  for (const pattern of open.patterns) {
    const closed = fillIn(pattern, policy.attributes ?? {}, room.left);
    if (closed === null) return null;
    if (pattern.keys.length > 0) room.left -= closed.length; // what is written out is bounded already
    for (const one of closed) filled.push(one);
  }
  const { actions } = open;
  if (open.negated) return [{ index, actions, pattern: null, exceptions: filled }];
  return filled.map((pattern) => ({ index, actions, pattern, exceptions: [] }));
}

function indexOf(rows: readonly Row[]): RowIndex | null {
  if (rows.length === 0) return null;
  const byType = new Map<string, Row[]>();
  const rest: Row[] = [];
  for (const row of rows) {
    const typePath = row.pattern?.typePath ?? null;
    if (typePath === null) rest.push(row);
    else
      byType
        .set(typePath, byType.get(typePath) ?? [])
        .get(typePath)
        ?.push(row);
  }
  const trees = [...byType].map(
    ([path, some]) => [path, plantTree(some, some[0]?.pattern?.names.length ?? 0)] as const,
  );
  return { byType: new Map(trees), rest: rest.length > 0 ? plantTree(rest, 0) : null };
}

/** The first statement of an index that covers the request, or `NONE`. */
export function firstOf(index: RowIndex | null, sight: Sight, other: Sight): number {
  if (index === null) return NONE;
  const { byType, rest } = index;
  const tree = byType.get(sight.resource.typePath);
  const first = tree ? firstCovering(tree, sight, other, NONE) : NONE;
  return rest ? firstCovering(rest, sight, other, first) : first;
}
