import { lintAccess } from "./lint-access";
import type { LintContext, LintItem } from "./lint-item";
import { lintNames } from "./lint-names";
import { lintProjects } from "./lint-projects";
import { lintShape } from "./lint-shape";
import type { Statement } from "./statement";

export type { LintCode, LintContext, LintItem } from "./lint-item";

/**
 * What is worth saying of statements that can be read, in the order in which they stand. Nothing here refuses: names that
 * nobody here has heard of may be the user's own (ruling R11), and what is too much is held back (ruling R6).
 */
export function lintStatements(statements: readonly Statement[], context: LintContext): LintItem[] {
  const items = [
    ...lintNames(statements, context),
    ...lintShape(statements, context),
    ...lintProjects(statements, context),
    ...lintAccess(statements, context),
  ];
  const place = ({ pointer }: LintItem) => Number(pointer.split("/")[1] ?? -1);
  return items.sort((a, b) => place(a) - place(b) || a.code.localeCompare(b.code));
}
