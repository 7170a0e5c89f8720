import { actionNamed, type CatalogueAction } from "./action";
import { CATALOGUE_DATA } from "./catalogue-data";
import { typePathOf } from "./catalogue-specifier";

/** A kind of resource: `key` is its types without names, `specifier` stands for all resources of the kind. */
export type ResourceKind = {
  readonly key: string;
  readonly specifier: string;
  readonly label: string;
  readonly singular: string;
  readonly actions: readonly CatalogueAction[];
};
export type Catalogue = readonly ResourceKind[];

/**
 * What there is to name in a policy (semantics 3.5), in the order in which it is shown. It feeds menus, matrix and linter;
 * no decision asks it, since policies may name what is not in here (ruling R11).
 */
export const CATALOGUE: Catalogue = CATALOGUE_DATA.trim().split("\n").map(kindFrom);

const BY_KEY = new Map(CATALOGUE.map((kind) => [kind.key, kind]));
const BY_ACTION = new Set(CATALOGUE.flatMap((kind) => kind.actions.map(({ name }) => name)));

/** The kind that a specifier or pattern names, whatever its names and tags; undefined for what is not in the catalogue. */
export function kindOf(specifier: string): ResourceKind | undefined {
  return BY_KEY.get(typePathOf(specifier));
}

/** What can be done to a kind of resource: none for a key that is not in the catalogue. */
export function actionsOf(key: string): readonly CatalogueAction[] {
  return BY_KEY.get(key)?.actions ?? [];
}

/** Whether an action is in the catalogue, for a kind of resource or for any. */
export function isKnownAction(name: string, key?: string): boolean {
  return key === undefined ? BY_ACTION.has(name) : actionsOf(key).some((action) => action.name === name);
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
