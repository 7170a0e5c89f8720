import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { tokenPolicy } from "@/lib/policy/base-roles";
import { firstUncovered } from "@/lib/policy/covers";
import type { Grants } from "@/lib/policy/statement";

/**
 * The strongest base role that is held in full, less the making of tokens of one's own: what a token may be given (ruling
 * R6). Whoever gives it to a member must also hold that (`makingTokens`), or a role that takes it away could be shaken off.
 */
export function levelOf(grants: Grants): BaseRole {
  return BASE_ROLES.findLast((role) => firstUncovered(grants, [tokenPolicy(role)]) === null) ?? "no_access";
}
