import "server-only";
import { customRoles, customRoleVersions } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { customRolePolicy } from "@/lib/policy/base-roles";
import { change } from "@/lib/principals/change";
import { getRole } from "./get-role";
import type { CreateRoleInput } from "./input";
import { roleResource } from "./resource";
import type { RoleView } from "./view";

/** Makes a custom role: at most what its maker holds, so that nobody writes themselves a way up (security 3.7). */
export async function createRole(
  db: Db,
  principal: Principal,
  { comment, ...role }: CreateRoleInput,
): Promise<Result<RoleView, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const { accountId } = actor;
    const id = newId();
    const request = { action: "createRole", resource: roleResource(role.key) } as const;
    const allowed = authorize(actor, request);
    if (!allowed.ok) return allowed;
    const mayGrant = assertMayGrant(actor, [rolePolicy({ id, ...role }, actor)]);
    if (!mayGrant.ok) return mayGrant;

    const inserted = await tx
      .insert(customRoles)
      .values({ id, accountId, ...role })
      .onConflictDoNothing()
      .returning({ id: customRoles.id });
    if (inserted.length === 0) return err({ kind: "key_taken", key: role.key });
    const { name, description, basePermissions, policy } = role;
    const saved = { name, description, basePermissions, policy, savedBy: actor.answersFor, comment: comment || null };
    await tx.insert(customRoleVersions).values({ roleId: id, accountId, version: 1, ...saved });
    await recordAuditEntry(tx, actor, {
      kind: "role",
      ...request,
      target: { id, name },
      details: { key: role.key, basePermissions, policy },
      comment: comment || null,
    });
    return getRole(tx, actor, id);
  });
}

/**
 * A role as what it gives to whoever it may be put on; placeholders stand for any name, and the making of tokens is what
 * the giver has of it for themselves.
 */
export function rolePolicy(
  role: Pick<RoleView, "id" | "name" | "policy" | "basePermissions">,
  { memberId }: Pick<Principal, "memberId">,
) {
  const { id, name, policy: statements, basePermissions } = role;
  return customRolePolicy({ id, name, statements, basePermissions }, { memberId: memberId ?? "*" });
}
