import type { LintContext, LintItem } from "./lint-item";
import { mayView, projectOf, viewOf } from "./project-view";
import { VIEW_PROJECT } from "./requested";
import type { Statement } from "./statement";

/** Projects in which something is allowed and of which the policy, its floor included, gives no view (semantics 3.3). */
export function* lintProjects(statements: readonly Statement[], { floor = [] }: LintContext): Generator<LintItem> {
  const policy = [...statements, ...floor];
  const said = new Set<string>();
  for (const [index, { effect, actions, resources = [] }] of statements.entries()) {
    if (effect === "deny") continue;
    const viewsOnly = actions?.every((action) => action === VIEW_PROJECT);
    for (const [at, pattern] of resources.entries()) {
      const project = projectOf(pattern);
      if (viewsOnly && project === pattern) continue;
      if (project === null || said.has(project) || mayView(policy, project)) continue;
      said.add(project);
      const mended = [...statements, viewOf(project)];
      const mends = mayView([...mended, ...floor], project); // nothing that is added opens what a denial closes
      yield {
        code: "P29",
        level: "warning",
        pointer: `/${index}/resources/${at}`,
        message: `Without View project, nothing inside ${project} can be done.`,
        ...(mends && { fix: { label: "Add View project", statements: mended } }),
      };
    }
  }
}
