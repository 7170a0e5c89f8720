import { BASE_ROLES } from "@/lib/core/base-role";
import { memberPolicy } from "@/lib/policy/base-roles";
import { firstUncovered } from "@/lib/policy/covers";
import type { Grant, Grants } from "@/lib/policy/statement";
import { baseRoleOf } from "./level";

const MOST = BASE_ROLES.indexOf("writer");

/**
 * Whether something with these grants may do more than a Writer: reach into the account itself, its members, roles and
 * service tokens. It errs to one side: what cannot be proven to be within a Writer's is taken to be beyond.
 */
export function reachesAccount(grants: Grants, memberId: string): boolean {
  const writer: Grants = [{ kind: "member", policies: [memberPolicy("writer", memberId)] }];
  const isWithin = (grant: Grant) => {
    const role = baseRoleOf(grant);
    return role === null ? firstUncovered(writer, grant.policies) === null : BASE_ROLES.indexOf(role) <= MOST;
  };
  return !grants.some(isWithin);
}
