import { matchesGlob } from "./pattern";
import { coversResource } from "./resource";
import type { AccessRequest, Grant, Policy, Statement } from "./statement";

export type Verdict = "allow" | "deny" | "abstain";

/** The answer of a grant, and why: the policy that allowed, the one that denied, or nobody spoke. */
export type Decision =
  | { readonly effect: "allow"; readonly policyId: string }
  | { readonly effect: "deny"; readonly policyId: string | null };

/** One policy's own answer: a matching deny beats its allows, and silence is `abstain` (ruling R1). */
export function decidePolicy(policy: Policy, request: AccessRequest): Verdict {
  let allowed = false;
  for (const statement of policy.statements) {
    if (!covers(statement, request)) continue;
    if (statement.effect === "deny") return "deny";
    allowed = true;
  }
  return allowed ? "allow" : "abstain";
}

/** Across the policies of a grant any single allow is enough; no policy at all means deny (ruling R1). */
export function decide(grant: Grant, request: AccessRequest): Decision {
  let denier: string | null = null;
  for (const policy of grant) {
    const verdict = decidePolicy(policy, request);
    if (verdict === "allow") return { effect: "allow", policyId: policy.id };
    if (verdict === "deny") denier ??= policy.id;
  }
  return { effect: "deny", policyId: denier };
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
