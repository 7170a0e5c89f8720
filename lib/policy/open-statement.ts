import { type ActionPattern, readActions } from "./action-pattern";
import { chosenList } from "./chosen-list";
import { type OpenPattern, readPattern } from "./resource-pattern";
import type { Effect, Statement } from "./statement";

/** A statement that was read once: its placeholders wait for the values of whoever holds the role. */
export type OpenStatement = {
  readonly effect: Effect;
  readonly actions: ActionPattern;
  readonly negated: boolean;
  readonly patterns: readonly OpenPattern[];
};

const known = new WeakMap<Statement, OpenStatement | "unreadable">();

/** Reads a statement, once for each object; null if any part of it cannot be read. */
export function openStatement(statement: Statement): OpenStatement | null {
  let open = known.get(statement);
  if (open === undefined) {
    open = read(statement) ?? "unreadable";
    known.set(statement, open);
  }
  return open === "unreadable" ? null : open;
}

function read({ effect, actions, notActions, resources, notResources }: Statement): OpenStatement | null {
  // What takes away, a deny or the exceptions of an allow, is loose about spelling; what gives is exact (security 3.8).
  const loose = (negated: boolean) => (effect === "deny") !== negated;
  const about = readActions(actions, notActions, loose);
  const chosen = chosenList(resources, notResources);
  if (about === null || chosen === null) return null;
  const patterns: OpenPattern[] = [];
  for (const text of chosen.entries) {
    const pattern = readPattern(text, loose(chosen.negated));
    if (pattern === null) return null;
    patterns.push(pattern);
  }
  return { effect, actions: about, negated: chosen.negated, patterns };
}
