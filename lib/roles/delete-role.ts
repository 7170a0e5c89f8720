import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customRoles } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { refreshLimits, tokensUnder } from "@/lib/principals/refresh-limits";
import { getRole } from "./get-role";
import { bumpHolders, countHolders } from "./holders";
import type { DeleteRoleInput } from "./input";
import { nameHolders } from "./name-holders";
import { roleResource } from "./resource";

/**
 * Deletes a role. While somebody has it that takes the word that this is known; whoever still has it then gets nothing
 * from it, and nothing else in its place (ruling R13).
 */
export async function deleteRole(db: Db, principal: Principal, input: DeleteRoleInput): Promise<Result<null, Refusal>> {
  return change(db, principal, (tx, actor) => deleteWithin(tx, actor, input), { lockAccount: true });
}

/** The same within a change that holds the account's lock. */
export async function deleteWithin(
  tx: Tx,
  actor: Principal,
  { role, evenInUse, comment }: DeleteRoleInput,
): Promise<Result<null, Refusal>> {
  const found = await getRole(tx, actor, role);
  if (!found.ok) return found;
  const { id, key, name, policy } = found.value;
  const { accountId } = actor;
  const request = { action: "deleteRole", resource: roleResource(key) } as const;
  const allowed = authorize(actor, request);
  if (!allowed.ok) return allowed;
  const held = await countHolders(tx, accountId, id);
  if (!evenInUse && held.members + held.tokens > 0) {
    return err({ kind: "role_in_use", ...held, holders: await nameHolders(tx, actor, id) });
  }

  await bumpHolders(tx, accountId, id);
  await tx
    .update(customRoles)
    .set({ deletedAt: sql`now()`, modifiedAt: sql`now()` })
    .where(and(eq(customRoles.id, id), eq(customRoles.accountId, accountId)));
  await refreshLimits(tx, accountId, tokensUnder(tx, accountId, id));
  await recordAuditEntry(tx, actor, {
    kind: "role",
    ...request,
    target: { id, name },
    details: { key, policy, ...held },
    comment: comment || null,
  });
  return ok(null);
}
