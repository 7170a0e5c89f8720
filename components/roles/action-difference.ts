import { customRolePolicy } from "@/lib/policy/base-roles";
import { differenceOf, matricesOf } from "@/lib/policy/matrix";
import type { Grants } from "@/lib/policy/statement";
import type { Draft } from "./role-draft";

/** One action on one kind of resource that a change gives or takes. */
export type ActionChange = { readonly sign: "+" | "−"; readonly action: string; readonly on: string };

/** What a change of a role gives and takes, whatever its statements look like: what is lost stands first. */
export function actionDifference(before: Draft, after: Draft): ActionChange[] {
  const { cells } = differenceOf(...matricesOf(grantsOf(before), grantsOf(after)));
  const lines = cells.flatMap(({ label, lost, gained }) => [
    ...lost.map((action) => ({ sign: "−" as const, action: action.label, on: label })),
    ...gained.map((action) => ({ sign: "+" as const, action: action.label, on: label })),
  ]);
  return lines.sort((a, b) => Number(a.sign === "+") - Number(b.sign === "+"));
}

/** A role alone, placeholders and all, as if somebody had only it. */
function grantsOf({ policy: statements, basePermissions }: Draft): Grants {
  const policy = customRolePolicy({ id: "", name: "", statements, basePermissions }, null);
  return [{ kind: "declared", policies: [policy] }];
}
