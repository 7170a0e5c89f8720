import type { Catalogue } from "@/lib/policy/catalogue";
import { differenceOf, matricesOf } from "@/lib/policy/matrix";
import type { Draft } from "./role-draft";
import { roleGrants } from "./role-grants";

/** One action on one kind of resource that a change gives or takes. */
export type ActionChange = { readonly sign: "+" | "−"; readonly action: string; readonly on: string };

/** What a change of a role gives and takes, whatever its statements look like: what is lost stands first. */
export function actionDifference(before: Draft, after: Draft, catalogue: Catalogue): ActionChange[] {
  const { cells } = differenceOf(...matricesOf(roleGrants(before), roleGrants(after), catalogue));
  const lines = cells.flatMap(({ label, lost, gained }) => [
    ...lost.map((action) => ({ sign: "−" as const, action: action.label, on: label })),
    ...gained.map((action) => ({ sign: "+" as const, action: action.label, on: label })),
  ]);
  return lines.sort((a, b) => Number(a.sign === "+") - Number(b.sign === "+"));
}
