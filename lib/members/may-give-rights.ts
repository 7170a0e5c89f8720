import { isDeepStrictEqual } from "node:util";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { customRolePolicy } from "@/lib/policy/base-roles";
import type { Policy } from "@/lib/policy/statement";
import type { MemberStanding } from "@/lib/principals/principals";
import { mayGiveRole } from "./permissions";

/**
 * Whether the principal holds all that a member would come to have. A base role counts when it is given, and when it
 * comes back because the last custom role is taken away (ruling R2).
 */
export function mayGiveRights(
  principal: Principal,
  before: MemberStanding | null,
  after: MemberStanding,
): Result<null, Refusal> {
  const inForce = after.roles.length === 0 && (before?.roles.length ?? 0) > 0;
  if (before === null || before.baseRole !== after.baseRole || inForce) {
    const mayGive = mayGiveRole(principal, after.baseRole);
    if (!mayGive.ok) return mayGive;
  }
  const { memberId } = principal;
  const held = before === null ? [] : given(before, memberId);
  const added = given(after, memberId).filter((policy) => !held.some((known) => isDeepStrictEqual(known, policy)));
  return added.length === 0 ? ok(null) : assertMayGrant(principal, added);
}

/**
 * What direct roles give, with the member's attribute values in place of the placeholders. The making of tokens is what
 * the giver has of it for themselves.
 */
function given({ roles, attributes }: MemberStanding, giverId: string | null): Policy[] {
  return roles
    .filter(({ deleted }) => !deleted)
    .map(({ id, name, policy: statements, basePermissions }) =>
      customRolePolicy({ id, name, statements, basePermissions, attributes }, { memberId: giverId ?? "*" }),
    );
}
