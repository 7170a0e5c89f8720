import * as en from "@/components/messages/en";
import { CATALOGUE, kindOf } from "@/lib/policy/catalogue";
import { levelsOf } from "@/lib/policy/catalogue-specifier";
import { ANYTHING } from "@/lib/policy/resource";
import type { Choice } from "./draft";

/** A resource pattern in a few words: "Flags in proj/web · any env". */
export function resourceInWords(pattern: string): string {
  if (pattern === ANYTHING) return en.policy.everything;
  const kind = kindOf(pattern);
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
export function resourcesInWords({ except, entries }: Choice): string {
  const [first, ...more] = entries.map(resourceInWords);
  if (first === undefined) return en.policy.chooseResources;
  return said(except, first, more.length);
}

/** A chosen list of actions in a few words. */
export function actionsInWords({ except, entries }: Choice): string {
  const [first, ...more] = entries;
  if (first === undefined) return en.policy.chooseActions;
  return said(except, first === "*" && !except ? en.policy.everyAction : actionInWords(first), more.length);
}

const LABELS = new Map(CATALOGUE.flatMap(({ actions }) => actions.map(({ name, label }) => [name, label] as const)));

/** An action by its label, where it has one. */
export function actionInWords(name: string): string {
  return LABELS.get(name) ?? name;
}

function said(except: boolean, first: string, more: number): string {
  const text = more > 0 ? `${first} ${en.policy.more(more)}` : first;
  return except ? en.policy.allBut(text) : text;
}
