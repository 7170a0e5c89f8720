import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import type { RoleAttributes } from "@/lib/policy/statement";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { listRoles } from "./list-roles";
import type { RoleChoice } from "./view";

/** So many roles are offered for choosing; an account with more is served by the API. */
const CHOICES_MAX = 500;

/**
 * The roles that the principal can see, as a form offers them, with which of them the principal's member holds, and the
 * member's attribute values.
 */
export async function listRoleChoices(
  db: Db,
  principal: Principal,
): Promise<{ choices: RoleChoice[]; attributes: RoleAttributes }> {
  const { accountId, memberId } = principal;
  const [page, member] = await Promise.all([
    listRoles(db, principal, { limit: CHOICES_MAX, offset: 0 }),
    memberId === null ? null : findMemberStanding(db, accountId, memberId),
  ]);
  const held = new Set(member?.roles.map(({ id }) => id));
  const choices = page.items.map(({ id, key, name, description, basePermissions, policy, assignedTo }) => {
    const tokens = assignedTo.personalTokens + assignedTo.serviceTokens;
    return { id, key, name, description, basePermissions, policy, tokens, held: held.has(id) };
  });
  return { choices, attributes: member?.attributes ?? {} };
}
