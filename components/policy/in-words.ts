import * as en from "@/components/messages/en";
import { type Catalogue, kindOf } from "@/lib/policy/catalogue";
import { levelsOf } from "@/lib/policy/catalogue-specifier";
import { ANYTHING } from "@/lib/policy/resource";
import type { Choice } from "./draft";

/** A resource pattern in a few words: "Flags in proj/web · any env". */
export function resourceInWords(pattern: string, catalogue: Catalogue): string {
  if (pattern === ANYTHING) return en.policy.everything;
  const kind = kindOf(pattern, catalogue);
  const levels = levelsOf(pattern);
  const last = levels.at(-1);
  if (!kind || !last) return pattern;
  const what = last.name === "*" || last.name === null ? kind.label : `${kind.singular} ${last.name}`;
  const parents = levels.slice(0, -1);
  if (parents.every(({ name }) => name === "*")) return what;
  const where = parents.map(({ type, name }) => (name === "*" ? en.policy.any(type) : `${type}/${name}`)).join(" · ");
  return en.policy.within(what, where);
}

/** A chosen list of resources in a few words. */
export function resourcesInWords({ except, entries }: Choice, catalogue: Catalogue): string {
  const [first, ...more] = entries;
  if (first === undefined) return en.policy.chooseResources;
  return said(except, resourceInWords(first, catalogue), more.length);
}

/** A chosen list of actions in a few words. */
export function actionsInWords({ except, entries }: Choice, catalogue: Catalogue): string {
  const [first, ...more] = entries;
  if (first === undefined) return en.policy.chooseActions;
  return said(except, first === "*" && !except ? en.policy.everyAction : actionInWords(first, catalogue), more.length);
}

const LABELS = new WeakMap<Catalogue, ReadonlyMap<string, string>>();

/** An action by its label, where it has one; the last kind that names it counts. */
export function actionInWords(name: string, catalogue: Catalogue): string {
  const known =
    LABELS.get(catalogue) ??
    new Map(catalogue.flatMap(({ actions }) => actions.map((each) => [each.name, each.label] as const)));
  LABELS.set(catalogue, known);
  return known.get(name) ?? name;
}

function said(except: boolean, first: string, more: number): string {
  const text = more > 0 ? `${first} ${en.policy.more(more)}` : first;
  return except ? en.policy.allBut(text) : text;
}
