import { compile, firstOf, NONE } from "./compile";
import { type Requested, readRequest } from "./requested";
import type { AccessRequest, Grant, GrantKind, Grants, Policy, PolicySource } from "./statement";

/** The statement that decided: where its policy came from, and its place in it, counted from 0. */
export type StatementRef = { readonly source: PolicySource; readonly index: number };

/**
 * The answer and why: the statement that allowed; the one that denied, or that nothing allows it. A denial by another
 * grant than `declared` is a ceiling that held it back. `gate` names the project without whose view the request, which is
 * allowed as such, comes to nothing (semantics 3.3): then `by` is the statement that denies the view, if one does.
 */
export type Decision =
  | { readonly effect: "allow"; readonly by: StatementRef }
  | { readonly effect: "deny"; readonly grant: GrantKind; readonly by: StatementRef | null; readonly gate?: string };

/** One policy's own answer: what the statement says that spoke, or null if it has nothing to say. */
export type Verdict = { readonly effect: "allow" | "deny"; readonly by: StatementRef } | null;

/** Whether every grant allows the request, and the reason (rulings R1, R3). It cannot fail. */
export function decide(grants: Grants, request: AccessRequest): Decision {
  const requested = readRequest(request);
  let declared: Decision | null = null;
  for (const grant of grants) {
    const decision = decideRead(grant, requested);
    if (decision.effect === "deny") return decision;
    declared ??= decision;
  }
  if (!declared) throw new Error("a decision without a grant");
  return declared;
}

/**
 * Across the policies of a grant any single allow is enough; no policy at all means deny (ruling R1). In a project the
 * same grant must give the view of that project too, by whichever of its policies.
 */
export function decideGrant(grant: Grant, request: AccessRequest): Decision {
  return decideRead(grant, readRequest(request));
}

/** What one policy says of a request by itself, without the gate: that asks all policies of a grant. */
export function askPolicy(policy: Policy, request: AccessRequest): Verdict {
  const requested = readRequest(request);
  return requested && verdictOf(policy, requested);
}

function decideRead(grant: Grant, requested: Requested | null): Decision {
  let denier: StatementRef | null = null;
  if (requested === null) return { effect: "deny", grant: grant.kind, by: denier };
  for (const policy of grant.policies) {
    const verdict = verdictOf(policy, requested);
    if (verdict === null) continue;
    if (verdict.effect === "allow") return throughGate(grant, requested, verdict.by);
    denier ??= verdict.by;
  }
  return { effect: "deny", grant: grant.kind, by: denier };
}

/** What an allow comes to: in a project nothing, unless the grant gives the view of it too (semantics 3.3). */
function throughGate(grant: Grant, { gate }: Requested, by: StatementRef): Decision {
  const view = gate && decideRead(grant, gate.view);
  return gate && view?.effect === "deny" ? { ...view, gate: gate.project } : { effect: "allow", by };
}

/** A matching deny beats every allow of its policy; the first statement of those that decide is named (ruling R1). */
function verdictOf(policy: Policy, { exact, folded }: Requested): Verdict {
  const { allows, denies, deniesAll } = compile(policy);
  const denying = deniesAll ?? firstOf(denies, folded, exact);
  if (denying !== NONE) return { effect: "deny", by: { source: policy.source, index: denying } };
  const allowing = firstOf(allows, exact, folded);
  return allowing === NONE ? null : { effect: "allow", by: { source: policy.source, index: allowing } };
}
