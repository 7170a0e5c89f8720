import type { Principal } from "@/lib/access/principal";
import { memberPolicy, tokenPolicy } from "@/lib/policy/base-roles";
import type { Grant, Policy, StoredCeiling, StoredGrant, StoredPolicy } from "@/lib/policy/statement";

/** So many grants are kept on one token: each is looked at with every request of it. */
const GRANTS_MAX = 32;
const BYTES_MAX = 4 * 1024 * 1024;

/**
 * What the principal can do at this moment, as it is frozen on what they make (ruling R3). All must allow, so what
 * says the same is kept once, and what the ceilings that are `there` hold already not again.
 */
export function ceilingOf({ actor, grants }: Principal, there: readonly StoredCeiling[] = []): StoredCeiling {
  const kind = actor.kind === "access_token" ? "minting_token" : "creator";
  const known = new Set(there.flatMap((ceiling) => ceiling.grants.map(textOf)));
  const fresh = new Map(grants.map(({ policies }) => policies.map(stored)).map((grant) => [textOf(grant), grant]));
  return { kind, grants: [...fresh].filter(([text]) => !known.has(text)).map(([, grant]) => grant) };
}

/** Keys in one order, since the database gives them back in its own. */
const textOf = (grant: StoredGrant) => JSON.stringify(grant, (_, value) => (isRecord(value) ? sorted(value) : value));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const sorted = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether these are more than one token may carry: tokens that make or change tokens, over and over. */
export function areTooMany(ceilings: readonly StoredCeiling[]): boolean {
  const count = ceilings.reduce((sum, { grants }) => sum + grants.length, 0);
  return count > GRANTS_MAX || JSON.stringify(ceilings).length > BYTES_MAX;
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
