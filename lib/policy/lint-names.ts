import { CATALOGUE, type Catalogue, kindOf, type ResourceKind } from "./catalogue";
import { levelsOf, specifierOf, typePathOf } from "./catalogue-specifier";
import { attributesIn, mixedNamesIn } from "./covers-attributes";
import { ALL } from "./covers-pattern";
import type { LintContext, LintItem } from "./lint-item";
import { lowerFirst } from "./lower-first";
import { nearestName } from "./nearest";
import type { Statement } from "./statement";

const LISTS = ["resources", "notResources", "actions", "notActions"] as const;
type ListName = (typeof LISTS)[number];

/** Names that may be slips of the pen, and placeholders that can match nothing. */
export function* lintNames(statements: readonly Statement[], context: LintContext): Generator<LintItem> {
  const { catalogue = CATALOGUE } = context;
  for (const [index, statement] of statements.entries()) {
    for (const list of LISTS) {
      for (const [at, text] of (statement[list] ?? []).entries()) {
        const place: Place = { statements, index, list, at };
        if (list === "resources" || list === "notResources") {
          yield* unknownKind(text, place, catalogue);
          yield* deadPlaceholders(text, place, context);
        } else {
          yield* unknownAction(text, statement, place, catalogue);
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

/** A slip of the pen is warned of; a name that no catalogue has, and that is like none, is only noted (ruling R11). */
function* unknownKind(pattern: string, place: Place, catalogue: Catalogue): Generator<LintItem> {
  if (pattern === ALL || kindOf(pattern, catalogue)) return;
  const types = new Set(catalogue.flatMap(({ key }) => key.split(":")));
  const levels = levelsOf(pattern);
  const wrong = levels.find(({ type }) => !types.has(type));
  const base = { code: "P06", pointer: pointerTo(place) } as const;
  const note = (name: string) => ({
    ...base,
    level: "note" as const,
    message: `“${name}” is in no catalogue. It works all the same; its actions aren't checked here.`,
  });
  if (wrong) {
    const type = nearestName(wrong.type, types);
    if (type === null) return yield note(wrong.type);
    const mended = specifierOf(levels.map((level) => (level === wrong ? { ...level, type } : level)));
    yield { ...base, level: "warning", ...meant(`“${wrong.type}” isn't a kind of resource.`, type, mended, place) };
  } else {
    const path = typePathOf(pattern);
    const [last] = path.split(":").slice(-1);
    const whole = catalogue.find(({ key }) => key.split(":").at(-1) === last)?.key;
    if (whole === undefined) return yield note(path);
    const said = meant(`“${path}” isn't a kind of resource.`, whole, inPlace(pattern, whole), place);
    yield { ...base, level: "warning", ...said };
  }
}

/** A pattern with the levels that it left out, each for any name. */
function inPlace(pattern: string, path: string): string {
  const levels = levelsOf(pattern);
  return specifierOf(
    path.split(":").map((type) => levels.find((level) => level.type === type) ?? { type, name: ALL, selectors: [] }),
  );
}

function* unknownAction(
  action: string,
  { resources }: Statement,
  place: Place,
  catalogue: Catalogue,
): Generator<LintItem> {
  if (action.includes("*")) return;
  const named =
    resources && !resources.includes(ALL) ? resources.map((pattern) => kindOf(pattern, catalogue)) : catalogue;
  const known = named.filter((kind): kind is ResourceKind => kind !== undefined);
  if (known.length < named.length) return; // what can be done to kinds that no catalogue names nobody here knows
  if (known.some(({ actions }) => actions.some(({ name }) => name === action))) return;
  const names = known.flatMap(({ actions }) => actions.map(({ name }) => name));
  const nearest = nearestName(action, names);
  const to =
    known.length > 5 ? "any kind of resource" : [...new Set(known.map(({ label }) => lowerFirst(label)))].join(" or ");
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
