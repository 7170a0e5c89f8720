import "server-only";
import { and, eq } from "drizzle-orm";
import { passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import type { RemovePasskeyInput } from "./input";
import { ofMember } from "./list-passkeys";

/**
 * Removes one of the principal's own passkeys: it opens nothing any more, and their other sessions end. They have to have proved lately
 * who they are.
 */
export async function removePasskey(
  db: Db,
  principal: Principal,
  { id }: RemovePasskeyInput,
  sessionId: string,
): Promise<Result<{ name: string }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const { accountId, memberId } = actor;
    const proven = provenLately(actor);
    if (!proven.ok) return proven;
    const which = and(eq(passkeys.id, id), ofMember(actor));
    const [removed] = await tx.delete(passkeys).where(which).returning({ name: passkeys.name });
    if (!removed || memberId === null) return err({ kind: "not_found", what: "passkey" });
    await endSessionsOf(tx, { accountId, memberId }, "factor_changed", sessionId);
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "removePasskey",
      resource: memberResource(memberId),
      target: { id, name: removed.name },
    });
    return ok(removed);
  });
}
