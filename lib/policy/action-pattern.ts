import { type ChosenList, chosenList } from "./chosen-list";
import { coversText, readGlob, type TextPattern } from "./pattern";
import type { Sight } from "./requested";
import { sharing } from "./sharing";

/** The actions that a statement is about, or all but these. */
export type ActionPattern = {
  readonly negated: boolean;
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly TextPattern[];
};

/** Reads a statement's actions; null if they say nothing, or hold a placeholder, which stands for names only. */
export function readActions(
  actions: readonly string[] | undefined,
  notActions: readonly string[] | undefined,
  loose: (negated: boolean) => boolean,
): ActionPattern | null {
  const chosen = chosenList(actions, notActions);
  if (chosen === null || chosen.entries.some((text) => text.includes("${"))) return null;
  const isLoose = loose(chosen.negated);
  return shared(JSON.stringify([isLoose, chosen]), () => readAnew(chosen, isLoose));
}

const shared = sharing<ActionPattern>();

function readAnew({ negated, entries }: ChosenList<string>, loose: boolean): ActionPattern {
  const patterns = entries.map((text) => readGlob(text, loose));
  return {
    negated,
    exact: new Set(patterns.filter(({ kind }) => kind === "literal").map(({ literal }) => literal)),
    globs: patterns.filter(({ kind }) => kind !== "literal"),
  };
}

/** Whether the action is among those meant. An exception takes away what its statement gives, so it sees the other spelling. */
export function coversAction(pattern: ActionPattern, sight: Sight, other: Sight): boolean {
  return pattern.negated ? !isNamed(pattern, other.action) : isNamed(pattern, sight.action);
}

function isNamed({ exact, globs }: ActionPattern, action: string): boolean {
  if (exact.has(action)) return true;
  for (const glob of globs) if (coversText(glob, action)) return true;
  return false;
}
