import { CATALOGUE, isKnownAction, kindOf, type ResourceKind } from "./catalogue";
import { levelsOf, specifierOf, typePathOf } from "./catalogue-specifier";
import { attributesIn, mixedNamesIn } from "./covers-attributes";
import { ALL } from "./covers-pattern";
import type { LintContext, LintItem } from "./lint-item";
import { nearestName } from "./nearest";
import type { Statement } from "./statement";

const LISTS = ["resources", "notResources", "actions", "notActions"] as const;
type ListName = (typeof LISTS)[number];

/** Names that may be slips of the pen, and placeholders that can match nothing. */
export function* lintNames(statements: readonly Statement[], context: LintContext): Generator<LintItem> {
  for (const [index, statement] of statements.entries()) {
    for (const list of LISTS) {
      for (const [at, text] of (statement[list] ?? []).entries()) {
        const place: Place = { statements, index, list, at };
        if (list === "resources" || list === "notResources") {
          yield* unknownKind(text, place);
          yield* deadPlaceholders(text, place, context);
        } else {
          yield* unknownAction(text, statement, place);
        }
      }
    }
  }
}

type Place = {
  readonly statements: readonly Statement[];
  readonly index: number;
  readonly list: ListName;
  readonly at: number;
};

const pointerTo = ({ index, list, at }: Place) => `/${index}/${list}/${at}`;

function replacedAt({ statements, index, list, at }: Place, text: string): Statement[] {
  return statements.map((statement, i) =>
    i === index ? { ...statement, [list]: statement[list]?.map((old, j) => (j === at ? text : old)) } : statement,
  );
}

/** A sentence, with the name that was probably meant and the policy that has it instead. */
function meant(sentence: string, nearest: string | null, mended: string | null, place: Place) {
  if (nearest === null || mended === null) return { message: sentence };
  return {
    message: `${sentence} Did you mean “${nearest}”?`,
    fix: { label: `Use “${nearest}”`, statements: replacedAt(place, mended) },
  };
}

const TYPES = new Set(CATALOGUE.flatMap(({ key }) => key.split(":")));
const PATHS = CATALOGUE.map(({ key }) => key);

function* unknownKind(pattern: string, place: Place): Generator<LintItem> {
  if (pattern === ALL || kindOf(pattern)) return;
  const levels = levelsOf(pattern);
  const wrong = levels.find(({ type }) => !TYPES.has(type));
  const base = { code: "P06", level: "warning", pointer: pointerTo(place) } as const;
  if (wrong) {
    const type = nearestName(wrong.type, TYPES);
    const mended = type && specifierOf(levels.map((level) => (level === wrong ? { ...level, type } : level)));
    yield { ...base, ...meant(`“${wrong.type}” isn't a kind of resource.`, type, mended, place) };
  } else {
    const path = typePathOf(pattern);
    const [last] = path.split(":").slice(-1);
    const whole = PATHS.find((known) => known.split(":").at(-1) === last) ?? null;
    const mended = whole && inPlace(pattern, whole);
    yield { ...base, ...meant(`“${path}” isn't a kind of resource.`, whole, mended, place) };
  }
}

/** A pattern with the levels that it left out, each for any name. */
function inPlace(pattern: string, path: string): string {
  const levels = levelsOf(pattern);
  return specifierOf(
    path.split(":").map((type) => levels.find((level) => level.type === type) ?? { type, name: ALL, selectors: [] }),
  );
}

function* unknownAction(action: string, { resources }: Statement, place: Place): Generator<LintItem> {
  if (action.includes("*")) return;
  const named = resources && !resources.includes(ALL) ? resources.map(kindOf) : CATALOGUE;
  const known = named.filter((kind): kind is ResourceKind => kind !== undefined);
  if (known.length < named.length) return; // what can be done to one's own kinds nobody here knows
  if (known.some(({ key }) => isKnownAction(action, key))) return;
  const names = known.flatMap(({ actions }) => actions.map(({ name }) => name));
  const nearest = nearestName(action, names);
  const to =
    known.length > 5
      ? "any kind of resource"
      : [...new Set(known.map(({ label }) => label.toLowerCase()))].join(" or ");
  const found = meant(`“${action}” can't be done to ${to}.`, nearest, nearest, place);
  yield { code: "P07", level: "warning", pointer: pointerTo(place), ...found };
}

function* deadPlaceholders(pattern: string, place: Place, { attributes }: LintContext): Generator<LintItem> {
  const base = { level: "warning", pointer: pointerTo(place) } as const;
  const says = place.statements[place.index]?.effect === "deny" ? "denies everything" : "allows nothing";
  for (const name of mixedNamesIn(pattern)) {
    yield {
      ...base,
      code: "P27",
      message: `“${name}” is never filled in: a placeholder must be the whole name. So this statement ${says}.`,
    };
  }
  if (!attributes) return;
  for (const key of attributesIn(pattern)) {
    if (Object.hasOwn(attributes, key) && attributes[key]?.length) continue;
    yield { ...base, code: "P28", message: `There is no value for “${key}”, so this statement ${says}.` };
  }
}
