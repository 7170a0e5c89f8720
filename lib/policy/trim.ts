import { candidatesOf } from "./candidates";
import { CATALOGUE, type Catalogue, kindOf } from "./catalogue";
import { firstUncovered } from "./covers";
import { ALL, globCovers, type PatternAlgebra, RESOURCES } from "./covers-pattern";
import { mayView, projectOf, viewOf } from "./project-view";
import type { Grant, Policy, Statement } from "./statement";

/**
 * Statements that allow only what both these and every ceiling allow, so that nothing is held back: what lies within the
 * ceilings stays as written, what does not gives way to the ceilings' own statements within it, then to single actions.
 * Denies stay, and nothing stays inside projects whose view was taken away: it would be of no use (semantics 3.3). It may
 * leave out more than it must; it never keeps too much.
 */
export function trimTo(
  statements: readonly Statement[],
  ceilings: readonly Grant[],
  catalogue: Catalogue = CATALOGUE,
): Statement[] {
  const denies = statements.filter(({ effect }) => effect === "deny");
  const [first, ...more] = ceilings;
  if (!first) return [...statements];
  const isGiven = (each: Statement) => firstUncovered([first, ...more], [policyOf(each, ...denies)]) === null;
  if (statements.every((each) => each.effect === "deny" || isGiven(each))) return [...statements];
  const views = projectsIn(statements).map(viewOf);
  const trimmed = statements.flatMap((statement): readonly Statement[] => {
    if (statement.effect === "deny" || isGiven(statement)) return [statement];
    const isAsked = (each: Statement) =>
      firstUncovered([{ kind: "declared", policies: [policyOf(statement)] }], [policyOf(each)]) === null;
    const keeps = (each: Statement) => isAsked(each) && isGiven(each);
    const theirs = closedAllows(ceilings).filter(keeps);
    const pairs = [...pairsWithin(statement, ceilings, catalogue), ...views].filter((each) => keeps(each));
    return [...theirs, ...joined(pairs.filter((pair) => !theirs.some((wider) => isPart(pair, wider))))];
  });
  const blind = projectsIn(trimmed).filter((project) => mayView(statements, project) && !mayView(trimmed, project));
  return blind.length === 0 ? trimmed : trimmed.flatMap((each) => outside(blind, each));
}

/** The projects that statements allow something in, as patterns without placeholders. */
function projectsIn(statements: readonly Statement[]): string[] {
  const allowed = statements.flatMap(({ effect, resources = [] }) => (effect === "allow" ? resources : []));
  const projects = allowed.flatMap((pattern) => projectOf(pattern) ?? []);
  return [...new Set(projects)].filter((project) => !project.includes("${"));
}

/** What of a statement that allows is not in these projects. */
function outside(projects: readonly string[], statement: Statement): readonly Statement[] {
  const { effect, resources } = statement;
  if (effect === "deny" || !resources) return [statement];
  const left = resources.filter((pattern) => !projects.includes(projectOf(pattern) ?? ""));
  return left.length === 0 ? [] : [{ ...statement, resources: left }];
}

const policyOf = (...statements: Statement[]): Policy => ({ source: { kind: "inline" }, statements });

const isPart = (narrow: Statement, wide: Statement) =>
  firstUncovered([{ kind: "declared", policies: [policyOf(wide)] }], [policyOf(narrow)]) === null;

/** What the ceilings allow, statement by statement, where no placeholder is left open. */
function closedAllows(ceilings: readonly Grant[]): Statement[] {
  const statements = ceilings.flatMap(({ policies }) => policies.flatMap((policy) => policy.statements));
  const allows = statements.filter(({ effect }) => effect === "allow");
  const closed = allows.filter((each) => !JSON.stringify(each).includes("${"));
  return [...new Map(closed.map((each) => [JSON.stringify(each), each])).values()];
}

/** Single pairs that may lie within a statement: its own patterns with the ceilings' and the catalogue's names. */
function pairsWithin(statement: Statement, ceilings: readonly Grant[], catalogue: Catalogue): Statement[] {
  const all: readonly Grant[] = [...ceilings, { kind: "declared", policies: [policyOf(statement)] }];
  const known = candidatesOf(all, catalogue);
  const patterns = closedAllows(ceilings).flatMap(({ actions = [] }) => actions);
  const wantedActions = statement.actions ?? [ALL];
  const wantedResources = statement.resources ?? [ALL];
  const pairs = known.flatMap(({ kind, resources }) => {
    const names = [...wantedActions, ...patterns, ...kind.actions.map(({ name }) => name)];
    const actions = [...new Set(names)].filter((name) => wantedActions.some((wanted) => globCovers(wanted, name)));
    const within = resources.filter((name) => wantedResources.some((wanted) => covers(RESOURCES, wanted, name)));
    return within.flatMap((resource) => actions.map((action) => pairOf(action, resource)));
  });
  const unlisted = wantedResources.filter((resource) => resource !== ALL && !kindOf(resource, catalogue));
  return [...pairs, ...unlisted.flatMap((resource) => wantedActions.map((action) => pairOf(action, resource)))];
}

const pairOf = (action: string, resource: string): Statement => ({
  effect: "allow",
  actions: [action],
  resources: [resource],
});

const covers = (algebra: PatternAlgebra, outer: string, inner: string) =>
  algebra.covers({ text: outer, loose: false }, { text: inner, loose: false });

/** Pairs as statements: the actions of a resource together, then the resources with the same actions. */
function joined(pairs: readonly Statement[]): Statement[] {
  const byResource = new Map<string, string[]>();
  for (const { actions = [], resources: [resource = ""] = [] } of pairs) {
    const known = byResource.get(resource) ?? [];
    byResource.set(resource, [...known, ...actions.filter((name) => !known.some((wide) => globCovers(wide, name)))]);
  }
  const byActions = new Map<string, string[]>();
  for (const [resource, actions] of byResource) {
    const key = JSON.stringify(actions);
    byActions.set(key, [...(byActions.get(key) ?? []), resource]);
  }
  return [...byActions].map(([key, resources]) => ({
    effect: "allow",
    actions: JSON.parse(key) as string[],
    resources,
  }));
}
