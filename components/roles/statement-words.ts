import * as en from "@/components/messages/en";
import type { Statement } from "@/lib/policy/statement";

/** A statement as a line that can be read aloud; the patterns stay as they are written. */
export function statementWords(statement: Statement): string {
  const { effect } = statement;
  return `${effect === "allow" ? en.roles.allow : en.roles.deny} ${actionWords(statement)} ${en.roles.on} ${resourceWords(statement)}`;
}

export function actionWords({ actions, notActions }: Statement): string {
  return words(actions, notActions, en.roles.anything);
}

export function resourceWords({ resources, notResources }: Statement): string {
  return words(resources, notResources, en.roles.everything);
}

function words(only: readonly string[] | undefined, not: readonly string[] | undefined, all: string): string {
  if (only !== undefined && only.length > 0) return only.includes("*") ? all : only.join(", ");
  return `${en.roles.allBut} ${(not ?? []).join(", ")}`;
}

/** The statements that one policy has and the other has not, whatever their order. */
export function statementDifference(
  before: readonly Statement[],
  after: readonly Statement[],
): { added: Statement[]; removed: Statement[] } {
  return { added: without(after, before), removed: without(before, after) };
}

/** A multiset difference: two equal statements are two. */
function without(all: readonly Statement[], taken: readonly Statement[]): Statement[] {
  const left = taken.map((statement) => JSON.stringify(statement));
  return all.filter((statement) => {
    const at = left.indexOf(JSON.stringify(statement));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
