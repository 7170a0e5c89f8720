import { fold } from "./fold";
import { coversText, readGlob, readValues, type TextPattern } from "./pattern";
import type { Resource } from "./requested";
import { type Level, placeholderKey, readSpecifier } from "./specifier";
import type { RoleAttributes } from "./statement";

/** A text that is known, or the attribute key whose values will stand there. */
type Slot = TextPattern | { readonly key: string };
type Selectors<Text> = {
  readonly tags: readonly TextPattern[];
  readonly views: readonly Text[];
  readonly properties: readonly string[];
};
type Shape<Text> = Selectors<Text> & { readonly type: string; readonly name: Text };

/** A pattern as it was written, its placeholders still open. */
export type OpenPattern = {
  readonly loose: boolean;
  /** Null is `*`: every resource of every type. */
  readonly levels: readonly Shape<Slot>[] | null;
  readonly keys: readonly string[];
};

/** A pattern that can be held against a resource. */
export type ResourcePattern = {
  readonly typePath: string | null;
  /** What must be at each level. */
  readonly names: readonly TextPattern[];
  /** What each level must have besides; null where none asks for anything. */
  readonly selectors: readonly Selectors<TextPattern>[] | null;
};

const EVERYTHING = "*";

/**
 * Reads a resource pattern; null if it cannot be read, or if a placeholder stands where none may: only a whole name
 * and the whole key of a view are places for it (ruling R5). Loose patterns cover folded resources.
 */
export function readPattern(text: string, loose: boolean): OpenPattern | null {
  if (text === EVERYTHING) return { loose, levels: null, keys: [] };
  const read = readSpecifier(text, true);
  if (read === null) return null;
  const levels: Shape<Slot>[] = [];
  for (const level of read) {
    const shape = readShape(level, loose);
    if (shape === null) return null;
    levels.push(shape);
  }
  const slots = levels.flatMap((level) => [level.name, ...level.views]);
  return { loose, levels, keys: slots.flatMap((slot) => ("key" in slot ? [slot.key] : [])) };
}

function readShape({ type, name, tags, views, properties }: Level, loose: boolean): Shape<Slot> | null {
  const slots = [name, ...views].map((text) => readSlot(text, loose));
  if (slots.includes(null)) return null;
  const [nameSlot, ...viewSlots] = slots as Slot[];
  const spelled = loose ? fold : (text: string) => text;
  return {
    type: spelled(type),
    name: nameSlot as Slot,
    tags: tags.map((tag) => readGlob(tag, loose)),
    views: viewSlots,
    properties: properties.map(spelled),
  };
}

function readSlot(text: string, loose: boolean): Slot | null {
  const key = placeholderKey(text);
  if (key !== null) return { key };
  return text.includes("${") ? null : readGlob(text, loose);
}

/**
 * The pattern with the attributes' values in its placeholders: the union over the values, so that a key that stands
 * twice takes the same value in both places. Null if a value is missing or they are more than `most` (ruling R5, security 3.8).
 */
export function fillIn(pattern: OpenPattern, attributes: RoleAttributes, most = 1): readonly ResourcePattern[] | null {
  const values = new Map(pattern.keys.map((key) => [key, valuesOf(attributes, key)]));
  if ([...values.values()].some((known) => known.length === 0)) return null;
  const twice = [...values.keys()].filter((key) => pattern.keys.indexOf(key) !== pattern.keys.lastIndexOf(key));
  const expansions = twice.reduce((product, key) => product * (values.get(key)?.length ?? 0), 1);
  if (pattern.keys.length > 0 && expansions > most) return null;
  return combinations(values, twice).map((chosen) => close(pattern, chosen));
}

const valuesOf = (attributes: RoleAttributes, key: string): readonly string[] =>
  Object.hasOwn(attributes, key) ? (attributes[key] ?? []).filter((value) => value !== "") : [];

/** For each of these keys one value at a time; the others keep all of theirs. */
function combinations(values: Map<string, readonly string[]>, keys: readonly string[]) {
  let made = [values];
  for (const key of keys) {
    made = made.flatMap((map) => (values.get(key) ?? []).map((value) => new Map(map).set(key, [value])));
  }
  return made;
}

function close({ levels, loose }: OpenPattern, values: Map<string, readonly string[]>): ResourcePattern {
  if (levels === null) return { typePath: null, names: [], selectors: null };
  const filled = (slot: Slot) => ("key" in slot ? readValues(values.get(slot.key) ?? [], loose) : slot);
  const selects = levels.some(({ tags, views, properties }) => tags.length + views.length + properties.length > 0);
  return {
    typePath: levels.map((level) => level.type).join(":"),
    names: levels.map((level) => filled(level.name)),
    selectors: selects
      ? levels.map(({ tags, views, properties }) => ({ tags, views: views.map(filled), properties }))
      : null,
  };
}

/**
 * Whether a pattern covers a resource: the same types at the same levels, since nothing is inherited from the level
 * above, and at each a name that fits and everything that is selected (semantics 3.2).
 */
export function coversPattern(pattern: ResourcePattern, resource: Resource): boolean {
  return (pattern.typePath === null || pattern.typePath === resource.typePath) && coversLevels(pattern, resource);
}

/** The same where the types are known to agree. */
export function coversLevels({ names, selectors }: ResourcePattern, { levels }: Resource): boolean {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const given = levels[i];
    if (!name || !given || !coversText(name, given.name)) return false;
  }
  return selectors === null || coversSelectors(selectors, levels);
}

function coversSelectors(selectors: readonly Selectors<TextPattern>[], levels: readonly Level[]): boolean {
  for (let i = 0; i < selectors.length; i++) {
    const asked = selectors[i];
    const given = levels[i];
    if (!asked || !given) return false;
    for (const tag of asked.tags) if (!coversOneOf(tag, given.tags)) return false;
    for (const view of asked.views) if (!coversOneOf(view, given.views)) return false;
    for (const property of asked.properties) if (!given.properties.includes(property)) return false;
  }
  return true;
}

function coversOneOf(pattern: TextPattern, texts: readonly string[]): boolean {
  for (const text of texts) if (coversText(pattern, text)) return true;
  return false;
}
