import { matchesGlob } from "./pattern";
import { coversResource } from "./resource";
import type { AccessRequest, Grant, GrantKind, Grants, Policy, PolicySource, Statement } from "./statement";

/** The statement that decided: where its policy came from, and its place in it, counted from 0. */
export type StatementRef = { readonly source: PolicySource; readonly index: number };

/**
 * The answer and why: the statement that allowed; the one that denied, or that nothing allows it. A denial by another
 * grant than `declared` is a ceiling that held it back.
 */
export type Decision =
  | { readonly effect: "allow"; readonly by: StatementRef }
  | { readonly effect: "deny"; readonly grant: GrantKind; readonly by: StatementRef | null };

/** Whether every grant allows the request, and the reason (rulings R1, R3). It cannot fail. */
export function decide(grants: Grants, request: AccessRequest): Decision {
  let declared: StatementRef | null = null;
  for (const grant of grants) {
    const verdict = decideGrant(grant, request);
    if (verdict.effect === "deny") return verdict;
    declared ??= verdict.by;
  }
  if (!declared) throw new Error("a decision without a grant");
  return { effect: "allow", by: declared };
}

/** Across the policies of a grant any single allow is enough; no policy at all means deny (ruling R1). */
export function decideGrant(grant: Grant, request: AccessRequest): Decision {
  let denier: StatementRef | null = null;
  for (const policy of grant.policies) {
    const spoken = spokenBy(policy, request);
    if (spoken === null) continue;
    const by = { source: policy.source, index: spoken };
    if (policy.statements[spoken]?.effect === "allow") return { effect: "allow", by };
    denier ??= by;
  }
  return { effect: "deny", grant: grant.kind, by: denier };
}

/** The statement that decides one policy: a matching deny beats its allows, and silence is null (ruling R1). */
function spokenBy(policy: Policy, request: AccessRequest): number | null {
  let allowing: number | null = null;
  for (const [index, statement] of policy.statements.entries()) {
    if (!covers(statement, request)) continue;
    if (statement.effect === "deny") return index;
    allowing ??= index;
  }
  return allowing;
}

function covers(statement: Statement, request: AccessRequest): boolean {
  return coversAction(statement, request.action) && coversResources(statement, request.resource);
}

function coversAction({ actions, notActions }: Statement, action: string): boolean {
  if (actions) return actions.some((pattern) => matchesGlob(pattern, action));
  return notActions !== undefined && !notActions.some((pattern) => matchesGlob(pattern, action));
}

function coversResources({ resources, notResources }: Statement, resource: string): boolean {
  if (resources) return resources.some((pattern) => coversResource(pattern, resource));
  return notResources !== undefined && !notResources.some((pattern) => coversResource(pattern, resource));
}
