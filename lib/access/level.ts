import { BASE_ROLES, type BaseRole, weakerRole } from "@/lib/core/base-role";
import type { Grants } from "@/lib/policy/statement";

/** The strongest base role that is held in full: what its holder may give away (ruling R6, security 3.7). */
export function levelOf(grants: Grants): BaseRole {
  return grants
    .map(({ policies }) => {
      const roles = policies.flatMap(({ source }) => (source.kind === "base_role" ? [source.role] : []));
      return roles.reduce<BaseRole>((a, b) => (weakerRole(a, b) === a ? b : a), "no_access");
    })
    .reduce(weakerRole, BASE_ROLES[BASE_ROLES.length - 1] ?? "owner");
}
