import type { Principal } from "@/lib/access/principal";
import { memberPolicy, tokenPolicy } from "@/lib/policy/base-roles";
import type { Grant, Policy, StoredCeiling, StoredPolicy } from "@/lib/policy/statement";

/** What the principal can do at this moment, as it is frozen on what they make (ruling R3). */
export function ceilingOf({ actor, grants }: Principal): StoredCeiling {
  const kind = actor.kind === "access_token" ? "minting_token" : "creator";
  return { kind, grants: grants.map(({ policies }) => policies.map(stored)) };
}

/** A stored ceiling as grants that a decision takes. */
export function grantsOf({ kind, grants }: StoredCeiling): Grant[] {
  return grants.map((policies) => ({ kind, policies: policies.map(restored) }));
}

function stored(policy: Policy): StoredPolicy {
  const { source } = policy;
  return source.kind === "base_role" ? { source } : { ...policy, source };
}

function restored(policy: StoredPolicy): Policy {
  if (policy.source.kind !== "base_role") return policy as Policy;
  const { role, memberId } = policy.source;
  return memberId === undefined ? tokenPolicy(role) : memberPolicy(role, memberId);
}
