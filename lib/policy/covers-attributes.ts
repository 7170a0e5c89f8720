import { type Level, levelsOf, specifierOf } from "./catalogue-specifier";
import { ALL } from "./covers-pattern";
import { type Reach, reachOf } from "./covers-region";
import { readSpecifier } from "./specifier";
import type { RoleAttributes, Statement } from "./statement";

const PLACEHOLDER = /^\$\{roleAttribute\/([^{}$]+)\}$/;
const PLAIN = /^[\w.-]+$/; // a value with a star in it is a name with a star in it, which no pattern can say (R5)
const SURE_LEVEL = /^[^\s/:;{}]+(\/[^:;{}]+)?$/;
const SURE_SELECTOR = /^([\w.*-]+|view:[^/:;{}]+|\{[^{}:,]+:[^{},]+\})$/;
const MOST_NAMES = 1000;

/** The role attributes that a pattern asks for as a whole name. */
export function attributesIn(pattern: string): readonly string[] {
  return levelsOf(pattern).flatMap(({ name }) => keyOf(name) ?? []);
}

/** The names in which a placeholder stands beside other text, so that they match nothing (ruling R5). */
export function mixedNamesIn(pattern: string): readonly string[] {
  return levelsOf(pattern).flatMap(({ name }) => (name?.includes("${") && keyOf(name) === null ? [name] : []));
}

/**
 * What a statement reaches with these values (ruling R5); null when that is not known for sure: a value is missing, or
 * a pattern is written in a way that may be read as nothing.
 */
export function sureReach(statement: Statement, attributes: RoleAttributes | undefined): Reach | null {
  if (!isWhole(statement)) return null;
  const expanded = new Map<string, readonly string[]>();
  for (const pattern of [...(statement.resources ?? []), ...(statement.notResources ?? [])]) {
    const names = sureNames(pattern, attributes);
    if (names === null) return null;
    expanded.set(pattern, names);
  }
  return reachOf(withResources(statement, (pattern) => expanded.get(pattern) ?? []));
}

/** What a statement that allows may reach at most; without any values given, a placeholder may become every name. */
export function mostReach(statement: Statement, attributes: RoleAttributes | undefined): Reach {
  const allBut = !statement.resources?.length;
  const most = (pattern: string) => {
    if (!isReadAlike(pattern)) return allBut ? [] : [ALL];
    if (!pattern.includes("${")) return [pattern];
    if (!allBut) return possibleNames(pattern, attributes);
    // Left out for sure is only what one value leaves out: with several, each might be the one that is meant.
    const sure = sureNames(pattern, attributes);
    return sure?.length === 1 ? sure : [];
  };
  return reachOf(withResources(statement, most));
}

function withResources(statement: Statement, namesOf: (pattern: string) => readonly string[]): Statement {
  const { resources, notResources } = statement;
  return {
    ...statement,
    ...(resources && { resources: resources.flatMap(namesOf) }),
    ...(notResources && { notResources: notResources.flatMap(namesOf) }),
  };
}

/** Exactly one list of either pair, and no placeholder among the actions, which stands for names only. */
function isWhole({ actions = [], notActions = [], resources = [], notResources = [] }: Statement): boolean {
  const one = (listed: readonly string[], excepted: readonly string[]) => listed.length > 0 !== excepted.length > 0;
  const named = [...actions, ...notActions].every((action) => !action.includes("${"));
  return one(actions, notActions) && one(resources, notResources) && named;
}

function sureNames(pattern: string, attributes: RoleAttributes | undefined): readonly string[] | null {
  if (!isSurelyRead(pattern)) return null;
  const keys = attributesIn(pattern);
  const values = keys.map((key) => valuesOf(attributes, key));
  const twice = new Set(keys).size < keys.length && values.some(({ length }) => length > 1);
  if (twice || values.some((some) => some.length === 0 || !some.every((value) => PLAIN.test(value)))) return null;
  return replaced(pattern, (key) => valuesOf(attributes, key));
}

/** Whether the levels that are compared here are those by which decisions are made: braces and `,view:` may part the two. */
function isReadAlike(pattern: string): boolean {
  if (pattern === ALL) return true;
  const read = readSpecifier(pattern.replaceAll(/\$\{roleAttribute\/[^{}$]+\}/g, "x"), true);
  const levels = levelsOf(pattern.replaceAll(/\$\{roleAttribute\/[^{}$]+\}/g, "x"));
  return (
    read !== null &&
    read.length === levels.length &&
    read.every(({ type, name, tags, views, properties }, i) => {
      const level = levels[i];
      const selectors = tags.length + views.length + properties.length;
      return level?.type === type && (level.name ?? "") === name && level.selectors.length === selectors;
    })
  );
}

function isSurelyRead(pattern: string): boolean {
  if (!isReadAlike(pattern)) return false;
  const filled = pattern.replace(/(?<=\/)\$\{roleAttribute\/[^{}$]+\}(?=[:;]|$)/g, "x");
  if (filled === ALL) return true;
  return (
    !filled.includes("${") &&
    levelsOf(filled).every(
      ({ type, name, selectors }) =>
        SURE_LEVEL.test(name === null ? type : `${type}/${name}`) &&
        selectors.every((each) => SURE_SELECTOR.test(each)),
    )
  );
}

function possibleNames(pattern: string, attributes: RoleAttributes | undefined): readonly string[] {
  const levels = levelsOf(pattern).map(
    (level): Level => ({
      ...level,
      name: level.name?.includes("${") && keyOf(level.name) === null ? ALL : level.name,
      selectors: level.selectors.filter((selector) => !selector.includes("${")),
    }),
  );
  const widened = specifierOf(levels);
  const values = (key: string) => valuesOf(attributes, key).map((value) => (PLAIN.test(value) ? value : ALL));
  return (attributes && replaced(widened, values)) ?? replaced(widened, () => [ALL]) ?? [];
}

/** A pattern once for each choice of values; null when that would be too many. */
function replaced(pattern: string, namesFor: (key: string) => readonly string[]): readonly string[] | null {
  let made: readonly (readonly Level[])[] = [[]];
  for (const level of levelsOf(pattern)) {
    const key = keyOf(level.name);
    const names = key === null ? [level.name] : namesFor(key);
    made = made.flatMap((levels) => names.map((name) => [...levels, { ...level, name }]));
    if (made.length > MOST_NAMES) return null;
  }
  return made.map(specifierOf);
}

const keyOf = (name: string | null) => PLACEHOLDER.exec(name ?? "")?.[1] ?? null;
const valuesOf = (attributes: RoleAttributes | undefined, key: string): readonly string[] =>
  attributes && Object.hasOwn(attributes, key) ? (attributes[key] ?? []) : [];
