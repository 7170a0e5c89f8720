import { type Level, levelsOf, specifierOf } from "./catalogue-specifier";
import { isDisjoint, isSpokenOf } from "./covers";
import { ALL } from "./covers-pattern";
import { PROJECT, VIEW_PROJECT } from "./requested";
import type { Policy, Statement } from "./statement";

/** The project level of a pattern for a project or for what lies in one; null for every other pattern. */
export function projectOf(pattern: string): string | null {
  const [first] = levelsOf(pattern);
  return first?.type === PROJECT ? specifierOf([first]) : null;
}

/** A pattern with its project level replaced. */
export function inProject(pattern: string, project: string): string {
  return specifierOf([...levelsOf(project), ...levelsOf(pattern).slice(1)]);
}

/** The statement that lets projects be viewed, without which nothing else inside them is of use (semantics 3.3). */
export const viewOf = (project: string): Statement => ({
  effect: "allow",
  actions: [VIEW_PROJECT],
  resources: [project],
});

/** Whether statements may give the view of some of the projects that a pattern names; no only where that is proven. */
export function mayView(statements: readonly Statement[], project: string): boolean {
  const view = viewOf(widened(project));
  const denies = statements.filter(({ effect }) => effect === "deny");
  if (isSpokenOf(view, denies)) return false;
  return statements.some((each) => each.effect === "allow" && !isDisjoint(withAnyValues(each), view));
}

/** The views without which what a policy allows inside projects would be inert, as a policy. */
export function viewsNeeded({ statements, ...policy }: Policy): Policy {
  const allowed = statements.filter(({ effect }) => effect === "allow");
  const projects = new Set(allowed.flatMap(({ resources }) => resources?.flatMap(projectOfAny) ?? [EVERY_PROJECT]));
  return { ...policy, statements: [...projects].map(viewOf) };
}

const EVERY_PROJECT = `${PROJECT}/${ALL}`;
const projectOfAny = (pattern: string) => (pattern === ALL ? [EVERY_PROJECT] : (projectOf(pattern) ?? []));

/** With placeholders for any names, since what their values will be is not known here. */
const withAnyValues = (statement: Statement): Statement =>
  statement.resources ? { ...statement, resources: statement.resources.map(widened) } : statement;

function widened(pattern: string): string {
  if (!pattern.includes("${")) return pattern;
  return specifierOf(
    levelsOf(pattern).map(
      (level): Level => ({
        ...level,
        name: level.name?.includes("${") ? ALL : level.name,
        selectors: level.selectors.filter((selector) => !selector.includes("${")),
      }),
    ),
  );
}
