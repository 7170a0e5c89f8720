import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { personalTokenResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";

/** Notes that the one who made the token said its secret is stored; saying it twice changes nothing. */
export async function confirmSecret(db: Db, principal: Principal, id: string): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const memberId = actor.memberId ?? "";
    const mine = and(
      eq(accessTokens.id, id),
      eq(accessTokens.accountId, actor.accountId),
      eq(accessTokens.memberId, memberId),
    );
    const [token] = await tx.select({ name: accessTokens.name }).from(accessTokens).where(mine);
    if (!token) return err({ kind: "not_found", what: "access token" });
    const confirmed = await tx
      .update(accessTokens)
      .set({ secretConfirmedAt: sql`now()` })
      .where(and(mine, isNull(accessTokens.secretConfirmedAt)))
      .returning({ id: accessTokens.id });
    if (confirmed.length === 0) return ok(null);
    const resource = personalTokenResource(memberId, id);
    await recordAuditEntry(tx, actor, {
      kind: "token",
      action: "confirmSecret",
      resource,
      target: { id, name: token.name },
    });
    return ok(null);
  });
}
