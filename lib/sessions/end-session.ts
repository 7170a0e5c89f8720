import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "./end-sessions-of";

/** Ends one of the principal's own sessions; signing out is ending the one at hand. */
export async function endSession(
  db: Db,
  principal: Principal,
  id: string,
  why: "signed_out" | "ended" = "ended",
): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const memberId = actor.memberId ?? "";
    const ended = await tx
      .update(sessions)
      .set({ endedAt: sql`now()`, endedWhy: why })
      .where(
        and(
          eq(sessions.id, id),
          eq(sessions.accountId, actor.accountId),
          eq(sessions.memberId, memberId),
          isNull(sessions.endedAt),
        ),
      )
      .returning({ id: sessions.id });
    if (ended.length === 0) return err({ kind: "not_found", what: "page" });
    const action = why === "signed_out" ? "signOut" : "endSession";
    await recordAuditEntry(tx, actor, {
      kind: "session",
      action,
      resource: memberResource(memberId),
      target: { id, name: "" },
    });
    return ok(null);
  });
}

/** Ends all of the principal's sessions but the one at hand. */
export async function endOtherSessions(
  db: Db,
  principal: Principal,
  sessionId: string,
): Promise<Result<{ ended: number }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const memberId = actor.memberId ?? "";
    const ended = await endSessionsOf(tx, { memberId, accountId: actor.accountId }, "ended", sessionId);
    const act = {
      kind: "session",
      action: "endOtherSessions",
      resource: memberResource(memberId),
      target: { id: sessionId, name: "" },
    } as const;
    await recordAuditEntry(tx, actor, { ...act, details: { ended } });
    return ok({ ended });
  });
}
