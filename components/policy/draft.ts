import { type Catalogue, kindOf } from "@/lib/policy/catalogue";
import { levelsOf } from "@/lib/policy/catalogue-specifier";
import { chosenList } from "@/lib/policy/chosen-list";
import { ANYTHING } from "@/lib/policy/resource";
import type { Statement } from "@/lib/policy/statement";

/** A statement on its way through the builder; the number tells rows apart while they are moved. */
export type Row = { readonly id: number; readonly statement: Statement };

/** What a statement is about, or all but that. */
export type Choice = { readonly except: boolean; readonly entries: readonly string[] };

/** The row that adding begins with: it says nothing until something is chosen. */
export const EMPTY_STATEMENT: Statement = { effect: "allow", resources: [], actions: [] };

export function resourcesOf({ resources, notResources }: Statement): Choice {
  return choiceOf(resources, notResources);
}

export function actionsOf({ actions, notActions }: Statement): Choice {
  return choiceOf(actions, notActions);
}

function choiceOf(listed: readonly string[] | undefined, excepted: readonly string[] | undefined): Choice {
  const except = (listed === undefined || listed.length === 0) && excepted !== undefined;
  return { except, entries: (except ? excepted : listed) ?? [] };
}

export function withResources({ effect, ...rest }: Statement, { except, entries }: Choice): Statement {
  const { resources: _, notResources: __, ...others } = rest;
  return { effect, [except ? "notResources" : "resources"]: entries, ...others };
}

export function withActions({ effect, ...rest }: Statement, { except, entries }: Choice): Statement {
  const { actions: _, notActions: __, ...others } = rest;
  return { effect, ...others, [except ? "notActions" : "actions"]: entries };
}

/** Whether both lists of a statement are chosen, so that it says something. */
export function isComplete({ resources, notResources, actions, notActions }: Statement): boolean {
  return chosenList(resources, notResources) !== null && chosenList(actions, notActions) !== null;
}

/** Whether the builder can show all that a statement says: known kinds, without tags; actions may be any. */
export function isPlain(statement: Statement, catalogue: Catalogue): boolean {
  const doubled =
    (statement.resources && statement.notResources) !== undefined ||
    (statement.actions && statement.notActions) !== undefined;
  return !doubled && resourcesOf(statement).entries.every((pattern) => isPlainResource(pattern, catalogue));
}

function isPlainResource(pattern: string, catalogue: Catalogue): boolean {
  if (pattern === ANYTHING) return true;
  const levels = levelsOf(pattern);
  return kindOf(pattern, catalogue) !== undefined && levels.every(({ selectors }) => selectors.length === 0);
}
