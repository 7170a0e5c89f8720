import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import type { RenameSelfInput } from "./input";
import { splitName } from "./name";
import { displayName } from "./view";

/** Gives the signed-in member another name. It is theirs to choose, whatever their role; a token has none. */
export async function renameSelf(
  db: Db,
  principal: Principal,
  { name }: RenameSelfInput,
): Promise<Result<{ name: string }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    if (actor.actor.kind !== "session" || actor.memberId === null) return err({ kind: "unauthenticated" });
    const self = and(eq(members.id, actor.memberId), eq(members.accountId, actor.accountId));
    const [row] = await tx
      .select({ firstName: members.firstName, lastName: members.lastName, email: members.email })
      .from(members)
      .where(self);
    const { email, ...before } = expectRow(row);
    const after = splitName(name);
    if (before.firstName === after.firstName && before.lastName === after.lastName) return ok({ name });
    await tx.update(members).set(after).where(self);
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "changeName",
      resource: memberResource(actor.memberId),
      target: { id: actor.memberId, name: displayName({ ...after, email }) },
      details: { before, after },
    });
    return ok({ name });
  });
}
