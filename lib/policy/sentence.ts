import { CATALOGUE, type Catalogue, kindOf } from "./catalogue";
import { levelsOf } from "./catalogue-specifier";
import { ALL, globCovers, RESOURCES } from "./covers-pattern";
import { lowerFirst } from "./lower-first";
import { type MatrixRow, permissionMatrix } from "./matrix";
import type { Grants, Statement } from "./statement";

/**
 * What policies say in one or two sentences, of what is declared alone: ceilings hold back what they hold back (ux 3.2.6).
 * `limited` says whose everything it is where something is above it.
 */
export function sentenceOf(
  grants: Grants,
  limited = "Everything you can do.",
  catalogue: Catalogue = CATALOGUE,
): string {
  const { policies } = grants[0];
  const allows = policies.flatMap(({ statements }) => statements.filter(({ effect }) => effect === "allow"));
  if (allows.length === 0) return "Nothing yet. Allow at least one action.";
  const undenied = policies.filter(({ statements }) => statements.every(({ effect }) => effect === "allow"));
  if (undenied.some(({ statements }) => statements.some(isEverything))) {
    return grants.length > 1 ? limited : "Everything.";
  }
  const [only] = policies;
  const simple = policies.length === 1 && only ? inWords(only.statements, catalogue) : null;
  return simple ?? inNumbers(grants, catalogue);
}

function isEverything({ actions, resources }: Statement): boolean {
  return actions?.includes(ALL) === true && resources?.includes(ALL) === true;
}

const MOST_SENTENCES = 3;

/** A sentence for each statement that allows, what denials take out of it at its end; null if that is not so simple. */
function inWords(statements: readonly Statement[], catalogue: Catalogue): string | null {
  const allows = statements.filter(({ effect }) => effect === "allow");
  const denies = statements.filter(({ effect }) => effect === "deny");
  if (allows.length + denies.length > MOST_SENTENCES) return null;
  const said = allows.map((allow) => {
    const verb = verbOf(allow);
    const where = placesOf(allow, verb === "Do anything", catalogue);
    return verb && where ? `${verb} ${where}` : null;
  });
  const never = denies.map((deny) => {
    const exception = allows.length === 1 && allows[0] ? exceptionOf(allows[0], deny, catalogue) : null;
    const verb = verbOf(deny);
    const where = placesOf(deny, verb === "Do anything", catalogue);
    if (exception) return { exception };
    return verb && where ? { sentence: `Never ${lowerFirst(verb)} ${where}.` } : null;
  });
  if (said.includes(null) || never.includes(null)) return null;
  const exceptions = never.flatMap((each) => (each && "exception" in each ? [each.exception] : []));
  const sentences = never.flatMap((each) => (each && "sentence" in each ? [each.sentence] : []));
  const ending = exceptions.length > 0 ? ` except ${listed(exceptions as string[])}` : "";
  return [...said.map((each) => `${each}${ending}.`), ...sentences].join(" ");
}

/** "production of web", where a denial takes just this out of what one statement allows. */
function exceptionOf(allow: Statement, deny: Statement, catalogue: Catalogue): string | null {
  const [from, out] = [allow.resources?.[0], deny.resources?.[0]];
  if (!from || !out || allow.resources?.length !== 1 || deny.resources?.length !== 1) return null;
  const allActions = deny.actions?.includes(ALL) || JSON.stringify(deny.actions) === JSON.stringify(allow.actions);
  const literal = (text: string) => ({ text, loose: false });
  return allActions && deny.actions && RESOURCES.covers(literal(from), literal(out)) ? placeOf(out, catalogue) : null;
}

const VERBS: readonly (readonly [glob: string, verb: string])[] = [
  ["view*", "View"],
  ["create*", "Create"],
  ["update*", "Change"],
  ["delete*", "Delete"],
];
const READING = ["view*", "get*", "list*", "read*"];

/** What a statement does, if its actions are so few or so general that they have a word. */
function verbOf({ actions }: Statement): string | null {
  if (!actions) return null;
  if (actions.includes(ALL)) return "Do anything";
  if (actions.includes("view*") && actions.every((action) => READING.some((glob) => globCovers(glob, action))))
    return "View";
  const words = actions.map((action) => VERBS.find(([glob]) => glob === action)?.[1]);
  return words.includes(undefined) ? null : capitalised(listed((words as string[]).map((word) => word.toLowerCase())));
}

/** Where: "all flags and segments in web", "everything but the account". */
function placesOf({ resources, notResources }: Statement, anything: boolean, catalogue: Catalogue): string | null {
  const to = (place: string) => (anything ? `to ${place}` : place);
  if (resources?.includes(ALL)) return to("everything");
  const places = (resources ?? notResources ?? []).map((pattern) => placeOf(pattern, catalogue));
  if (places.length === 0 || places.length > 3 || places.includes(null)) return null;
  const named = listed(places as string[]);
  return to(resources ? named : `everything but ${named}`);
}

/** One pattern in words; null for what has selectors, placeholders, partial names or an unknown kind. */
function placeOf(pattern: string, catalogue: Catalogue): string | null {
  const kind = kindOf(pattern, catalogue);
  if (!kind) return null;
  const levels = levelsOf(pattern);
  const whole = levels.every(
    ({ name, selectors }) => selectors.length === 0 && (name === null || /^(\*|[\w.-]+)$/.test(name)),
  );
  if (!whole) return null;
  const names = levels.map(({ name }) => name ?? "");
  const own = names.pop() ?? "";
  const above = names.filter((name) => name !== ALL);
  const place = above.length > 0 ? ` in ${above.reverse().join(" of ")}` : "";
  if (own === "") return `the ${lowerFirst(kind.label)}`;
  return own === ALL
    ? `${above.length > 0 ? "" : "all "}${lowerFirst(kind.label)}${place}`
    : `the ${kind.singular} ${own}${place}`;
}

function inNumbers(grants: Grants, catalogue: Catalogue): string {
  const matrix = permissionMatrix([grants[0]], { catalogue });
  const rows = matrix.map(({ cells }) => Object.values(cells).reduce((sum, { allowed }) => sum + allowed, 0));
  const kinds = rows.filter((allowed) => allowed > 0).length;
  const actions = rows.reduce((sum, allowed) => sum + allowed, 0);
  if (actions === 0 && matrix.length > 0 && matrix.every(isClosed)) return "Nothing without View project.";
  if (actions === 0) return "Nothing that is known here.";
  return `${actions} ${actions === 1 ? "action" : "actions"} on ${kinds} ${kinds === 1 ? "kind" : "kinds"} of resource.`;
}

/** Whether all that is said of a kind comes to nothing since the view of its project is missing (semantics 3.3). */
function isClosed({ cells }: MatrixRow): boolean {
  const actions = Object.values(cells).flatMap((cell) => cell.actions);
  return actions.every(({ verdict, gate }) => gate !== undefined || verdict === "not_allowed");
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
