import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { getToken } from "./get-token";
import { authorizeManaging, tokenResource } from "./permissions";

/** Notes that whoever made the token, or may rotate it, said its secret is stored; saying it twice changes nothing. */
export async function confirmSecret(db: Db, principal: Principal, id: string): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const found = await getToken(tx, actor, id);
    if (!found.ok) return found;
    const token = found.value;
    const mine = token.member.id === actor.memberId;
    const rotates = token.kind === "service" && authorizeManaging(actor, token, "resetAccessToken").ok;
    if (!mine && !rotates) return err({ kind: "not_found", what: "access token" });
    const confirmed = await tx
      .update(accessTokens)
      .set({ secretConfirmedAt: sql`now()` })
      .where(
        and(
          eq(accessTokens.id, id),
          eq(accessTokens.accountId, actor.accountId),
          isNull(accessTokens.secretConfirmedAt),
        ),
      )
      .returning({ id: accessTokens.id });
    if (confirmed.length === 0) return ok(null);
    await recordAuditEntry(tx, actor, {
      kind: "token",
      action: "confirmSecret",
      resource: tokenResource(token),
      target: { id, name: token.name },
    });
    return ok(null);
  });
}
