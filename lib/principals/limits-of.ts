import { baseRoleOf, levelOf } from "@/lib/access/level";
import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { heldBack } from "@/lib/policy/held-back";
import type { Grants } from "@/lib/policy/statement";

/** What lists say of a token's rights. */
export type TokenLimits = {
  /** Whether it asks for something that it does not get. */
  readonly limited: boolean;
  /** Where a base role is held back to a weaker one, which. */
  readonly actsAs: BaseRole | null;
  /** The strongest base role that it holds in full. */
  readonly level: BaseRole;
};

/** What a token's grants come to. Base roles are told apart by their rank alone; anything else takes milliseconds. */
export function limitsOf(grants: Grants): TokenLimits {
  const level = levelOf(grants);
  if (areBaseRoles(grants)) {
    const actsAs = actsAsOf(grants);
    return { limited: actsAs !== null, actsAs, level };
  }
  return { limited: grants.length > 1 && heldBack(grants, 1).length > 0, actsAs: null, level };
}

/** Where a base role is held back to a weaker one, which; of anything else it is not said. */
export function actsAsOf(grants: Grants): BaseRole | null {
  if (!areBaseRoles(grants)) return null;
  const level = levelOf(grants);
  return level === baseRoleOf(grants[0]) ? null : level;
}

const areBaseRoles = (grants: Grants) => grants.every((grant) => baseRoleOf(grant) !== null);

/** The same as the columns of a token keep it. */
export function limitsColumns({ limited, actsAs, level }: TokenLimits) {
  return { limited, actsAs, level: BASE_ROLES.indexOf(level) };
}
