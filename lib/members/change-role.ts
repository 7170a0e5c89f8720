import "server-only";
import { and, count, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { getMember } from "./get-member";
import type { ChangeRoleInput } from "./input";
import { authorizeMember, mayGiveRole } from "./permissions";
import type { MemberView } from "./view";

/** Gives a member another base role. Their personal tokens follow with the next request: nothing is copied. */
export async function changeRole(
  db: Db,
  principal: Principal,
  { id, baseRole }: ChangeRoleInput,
): Promise<Result<MemberView, Refusal>> {
  return change(db, principal, (tx, actor) => changeRoleWithin(tx, actor, { id, baseRole }), { lockAccount: true });
}

async function changeRoleWithin(
  tx: Tx,
  actor: Principal,
  { id, baseRole }: ChangeRoleInput,
): Promise<Result<MemberView, Refusal>> {
  const found = await getMember(tx, actor, id);
  if (!found.ok) return found;
  const before = found.value;
  const allowed = authorizeMember(actor, before, "updateRole");
  if (!allowed.ok) return allowed;
  const mayGive = mayGiveRole(actor, baseRole);
  if (!mayGive.ok) return mayGive;
  if (before.baseRole === baseRole) return ok(before);
  if (before.baseRole === "owner" && !(await ownerBesides(tx, actor.accountId, id))) return err({ kind: "last_owner" });

  await tx
    .update(members)
    .set({ baseRole, rightsVersion: sql`${members.rightsVersion} + 1` })
    .where(and(eq(members.id, id), eq(members.accountId, actor.accountId)));
  await recordAuditEntry(tx, actor, {
    kind: "member",
    action: "updateRole",
    resource: memberResource(id),
    target: { id, name: before.email },
    details: { before: before.baseRole, after: baseRole },
  });
  return ok({ ...before, baseRole });
}

/** Whether somebody else could still act as Owner. True only under the account's lock. */
export async function ownerBesides(tx: Tx, accountId: string, memberId: string): Promise<boolean> {
  const [others] = await tx
    .select({ count: count() })
    .from(members)
    .where(
      and(
        eq(members.accountId, accountId),
        eq(members.baseRole, "owner"),
        isNull(members.removedAt),
        isNotNull(members.joinedAt), // an open invitation cannot act
        ne(members.id, memberId),
      ),
    );
  return (others?.count ?? 0) > 0;
}
