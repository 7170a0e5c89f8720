import { actionNamed } from "./action";
import type { Catalogue, ResourceKind } from "./catalogue";
import { typePathOf } from "./catalogue-specifier";
import { ALL, RESOURCES } from "./covers-pattern";
import { inProject, projectOf } from "./project-view";
import { PROJECT } from "./requested";
import type { Grant, Policy, RoleAttributes, Statement } from "./statement";

/** A kind of resource with the resources of it that are worth asking about: all of them, and those that a policy names. */
export type Candidates = { readonly kind: ResourceKind; readonly resources: readonly string[] };

/** So many named resources of a kind, and actions that the catalogue lacks, are looked at: a view stays quick whatever the policy. */
const MOST_NAMED = 20;
const MOST_WRITTEN = 50;

/**
 * What to ask about to see what grants do: every kind of the catalogue, and those that only the policies know. A pattern
 * of a policy is used as the name it looks like, where `*` is the name of "all of them".
 */
export function candidatesOf(
  grants: readonly Grant[],
  catalogue: Catalogue,
  alsoOn: readonly string[] = [],
): Candidates[] {
  const policies = grants.flatMap((grant) => grant.policies);
  const statements = policies.flatMap((policy) => policy.statements);
  const named = new Map<string, Set<string>>();
  for (const resource of [...policies.flatMap(namedIn), ...alsoOn]) {
    const key = typePathOf(resource);
    const names = named.get(key) ?? new Set();
    if (names.size < MOST_NAMED) named.set(key, names.add(resource));
  }
  const projects = [...(named.get(PROJECT) ?? [])];
  const written = actionsWritten(statements);
  const known = catalogue.map((kind) => {
    const own = (written.get(kind.key) ?? []).filter((name) => !isListed(catalogue, name)).slice(0, MOST_WRITTEN);
    return {
      kind: own.length > 0 ? { ...kind, actions: [...kind.actions, ...own.map((name) => actionNamed(name))] } : kind,
      resources: withProjects([kind.specifier, ...(named.get(kind.key) ?? [])], projects),
    };
  });
  const keys = new Set(catalogue.map(({ key }) => key));
  const unknown = [...named.keys()].filter((key) => !keys.has(key)).sort();
  return [
    ...known,
    ...unknown.map((key) => ({
      kind: unknownKind(key, (written.get(key) ?? []).slice(0, MOST_WRITTEN)),
      resources: withProjects([...(named.get(key) ?? [])], projects),
    })),
  ];
}

/** Resources, and what of them lies in the projects that are named: only there the project may be viewed (semantics 3.3). */
function withProjects(resources: readonly string[], projects: readonly string[]): string[] {
  const narrower = resources.flatMap((resource) => {
    const project = projectOf(resource);
    if (project === null || project === resource) return [];
    return projects.filter((each) => isWithin(each, project)).map((each) => inProject(resource, each));
  });
  return [...new Set([...resources, ...narrower.slice(0, MOST_NAMED)])];
}

const isWithin = (inner: string, outer: string) =>
  inner !== outer && RESOURCES.covers({ text: outer, loose: false }, { text: inner, loose: false });

/** The resources that a policy names, as names, its placeholders filled in; without those that lack a value, which name nothing. */
function namedIn({ statements, attributes = {} }: Policy): string[] {
  const patterns = statements.flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources]);
  return patterns.filter((pattern) => pattern !== ALL).flatMap((pattern) => filledIn(pattern, attributes));
}

const PLACEHOLDER = /\$\{roleAttribute\/([^{}$:;,/]+)\}/;

/** A pattern once for each value that its first placeholder takes, and so on for the next. */
function filledIn(pattern: string, attributes: RoleAttributes): string[] {
  const [placeholder, key] = PLACEHOLDER.exec(pattern) ?? [];
  if (placeholder === undefined || key === undefined) return pattern.includes("${") ? [] : [pattern];
  const values = Object.hasOwn(attributes, key) ? (attributes[key] ?? []) : [];
  const filled = values.slice(0, MOST_NAMED).map((value) => pattern.replaceAll(placeholder, () => value));
  return filled.slice(0, MOST_NAMED).flatMap((each) => filledIn(each, attributes));
}

const GENERAL = ["view*", "create*", "update*", "delete*", "manage*"];

/** A kind that only policies name: what they do to it by name, and the names of each group for all that they do not. */
function unknownKind(key: string, written: readonly string[]): ResourceKind {
  const named = written.map((name) => actionNamed(name));
  const general = GENERAL.map((name) => actionNamed(name, `${name.charAt(0).toUpperCase()}${name.slice(1, -1)}`));
  const missing = general.filter(({ group }) => !named.some((action) => action.group === group));
  return { key, specifier: key, label: key, singular: key, actions: [...missing, ...named] };
}

/** The actions that statements name in full, by the kind of resource they name them for. */
function actionsWritten(statements: readonly Statement[]): Map<string, readonly string[]> {
  const written = new Map<string, Set<string>>();
  for (const { resources = [], actions = [], notActions = [] } of statements) {
    const names = [...actions, ...notActions].filter((name) => !name.includes("*"));
    if (names.length === 0) continue;
    for (const key of new Set(resources.map(typePathOf))) {
      const known = written.get(key) ?? new Set();
      for (const name of names) known.add(name);
      written.set(key, known);
    }
  }
  return new Map([...written].map(([key, names]) => [key, [...names].sort()]));
}

const LISTED = new WeakMap<Catalogue, ReadonlySet<string>>();

/** Whether the catalogue has an action for any kind: then it is asked about for those kinds alone. */
function isListed(catalogue: Catalogue, action: string): boolean {
  let names = LISTED.get(catalogue);
  if (!names) {
    names = new Set(catalogue.flatMap(({ actions }) => actions.map(({ name }) => name)));
    LISTED.set(catalogue, names);
  }
  return names.has(action);
}
