import { BASE_ROLES, type BaseRole, weakerRole } from "@/lib/core/base-role";
import { tokenPolicy } from "@/lib/policy/base-roles";
import { firstUncovered } from "@/lib/policy/covers";
import type { Grant, Grants } from "@/lib/policy/statement";

/**
 * The strongest base role that is held in full, less the making of tokens of one's own: what a token may be given (ruling
 * R6). Whoever gives it to a member must also hold that (`makingTokens`), or a role that takes it away could be shaken off.
 */
export function levelOf(grants: Grants): BaseRole {
  const ranks = grants.map(baseRoleOf);
  if (ranks.every((rank) => rank !== null)) return ranks.reduce(weakerRole);
  return BASE_ROLES.findLast((role) => firstUncovered(grants, [tokenPolicy(role)]) === null) ?? "no_access";
}

/** The one base role that a grant is, if it is one: each holds all of those before it, so their rank says the same. */
export function baseRoleOf({ policies: [policy, ...more] }: Grant): BaseRole | null {
  return policy?.source.kind === "base_role" && more.length === 0 ? policy.source.role : null;
}
