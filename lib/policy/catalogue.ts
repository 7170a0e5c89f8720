import { actionNamed, type CatalogueAction } from "./action";
import { CATALOGUE_DATA } from "./catalogue-data";
import { typePathOf } from "./catalogue-specifier";

/** A kind of resource: `key` is its types without names, `specifier` stands for all resources of the kind. */
export type ResourceKind = {
  readonly key: string;
  readonly specifier: string;
  readonly label: string;
  readonly singular: string;
  /** One resource of the kind in full, where somebody gave one. */
  readonly example?: string;
  readonly actions: readonly CatalogueAction[];
};
export type Catalogue = readonly ResourceKind[];

/**
 * What there is to name in a policy (semantics 3.5), in the order in which it is shown. It feeds menus, matrix and linter;
 * no decision asks it, since policies may name what is not in here (ruling R11).
 */
export const CATALOGUE: Catalogue = CATALOGUE_DATA.trim().split("\n").map(kindFrom);

const BY_KEY = new WeakMap<Catalogue, ReadonlyMap<string, ResourceKind>>();

function byKey(catalogue: Catalogue): ReadonlyMap<string, ResourceKind> {
  const known = BY_KEY.get(catalogue) ?? new Map(catalogue.map((kind) => [kind.key, kind]));
  BY_KEY.set(catalogue, known);
  return known;
}

const WIDER = new WeakMap<Catalogue, Catalogue>();

/** The catalogue with the kinds of an account's own after it (see `vocabulary.ts`): always the same one for the same kinds. */
export function catalogueWith(own: Catalogue): Catalogue {
  if (own.length === 0) return CATALOGUE;
  const wider = WIDER.get(own) ?? [...CATALOGUE, ...own];
  WIDER.set(own, wider);
  return wider;
}

/** The kinds of an account's own in such a catalogue. */
export function ownKindsIn(catalogue: Catalogue): Catalogue {
  return catalogue.slice(CATALOGUE.length);
}

/** The kind that a specifier or pattern names, whatever its names and tags; undefined for what is not in the catalogue. */
export function kindOf(specifier: string, catalogue: Catalogue = CATALOGUE): ResourceKind | undefined {
  return byKey(catalogue).get(typePathOf(specifier));
}

function kindFrom(line: string): ResourceKind {
  const [specifier = "", label = "", singular = "", actions = ""] = line.split("|");
  const listed = actions.split(" ").map((written) => {
    const [name = "", said] = written.split("=");
    return actionNamed(name, said?.replaceAll("_", " "));
  });
  // "View" must mean something for every kind: Readers hold `view*` on all of them (ruling R41).
  const view = `view${singular.replace(/(?:^| )(\w)/g, (_, first: string) => first.toUpperCase())}`;
  const viewing: CatalogueAction[] = listed.some(({ name }) => name.startsWith("view")) ? [] : [actionNamed(view)];
  return { key: typePathOf(specifier), specifier, label, singular, actions: [...viewing, ...listed] };
}
