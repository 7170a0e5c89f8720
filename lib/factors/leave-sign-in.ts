import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";

/** Signs out whoever had not come all the way in: their session waits for a second factor, or lacks one that is required. */
export async function leaveSignIn(db: Db, sid: string): Promise<Result<null, Refusal>> {
  return transact(db, async (tx) => {
    const [found] = await tx
      .select({ id: sessions.id, accountId: sessions.accountId, memberId: sessions.memberId })
      .from(sessions)
      .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), isNull(sessions.endedAt)))
      .for("update");
    if (!found) return err({ kind: "not_found", what: "session" });
    const { id, accountId, memberId } = found;
    await tx
      .update(sessions)
      .set({ endedAt: sql`now()`, endedWhy: "signed_out" })
      .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)));
    const visitor = { visitor: true, accountId, memberId, origin: { ip: null, requestId: null } } as const;
    await recordAuditEntry(tx, visitor, {
      kind: "session",
      action: "signOut",
      resource: memberResource(memberId),
      target: { id, name: "" },
    });
    return ok(null);
  });
}
