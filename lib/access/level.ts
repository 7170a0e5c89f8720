import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { tokenPolicy } from "@/lib/policy/base-roles";
import { firstUncovered } from "@/lib/policy/covers";
import type { Grants } from "@/lib/policy/statement";

/**
 * The strongest base role that is held in full: what its holder may give away (ruling R6, security 3.7). The making of
 * tokens of one's own is not looked at: it is bound to whoever does it, and gives nothing that they lack.
 */
export function levelOf(grants: Grants): BaseRole {
  return BASE_ROLES.findLast((role) => firstUncovered(grants, [tokenPolicy(role)]) === null) ?? "no_access";
}
