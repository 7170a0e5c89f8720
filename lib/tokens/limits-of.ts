import { baseRoleOf, levelOf } from "@/lib/access/level";
import type { BaseRole } from "@/lib/core/base-role";
import { heldBack } from "@/lib/policy/held-back";
import type { Grants } from "@/lib/policy/statement";

/**
 * Whether a token asks for something that it does not get, and, where a base role is held back to a weaker one,
 * which. Base roles are told apart by their rank alone, since a list has many of them.
 */
export function limitsOf(grants: Grants): { limited: boolean; actsAs: BaseRole | null } {
  const [declared, ...ceilings] = grants;
  if (grants.every((grant) => baseRoleOf(grant) !== null)) {
    const level = levelOf(grants);
    const actsAs = level === levelOf([declared]) ? null : level;
    return { limited: actsAs !== null, actsAs };
  }
  return { limited: ceilings.length > 0 && heldBack(grants, 1).length > 0, actsAs: null };
}
