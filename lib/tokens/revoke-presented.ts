import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accessTokens, tokenSecrets } from "@/drizzle/schema";
import type { Origin } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTime } from "@/lib/db/in-time";
import { settledByNow } from "@/lib/leases/settle";
import { transact } from "@/lib/principals/change";
import { tokenPrincipal } from "@/lib/principals/principals";
import { tokenResource } from "./permissions";
import { findPresented } from "./verify-token";

/**
 * Ends the token whose secret is presented: having it is enough, whatever the token may do, since that is what one does
 * with a secret that leaked (RFC 7009; wire 3). `ended` if it was alive until now, `unknown` if it is nobody's. In any case
 * nobody decides by what it might do before when this returns.
 */
export async function revokePresented(
  db: Db,
  presented: string,
  origin: Origin,
): Promise<"ended" | "dead" | "unknown"> {
  const found = await inTime(findPresented(db, presented));
  if (found === null) return "unknown";
  if (found.dead !== null) {
    await settledByNow(db); // whoever ended it may still be waiting
    return "dead";
  }
  const { token, member, secretId, name } = found;
  const { tokenId: id } = token;
  const { accountId } = member;
  const actor = tokenPrincipal(token, member, { secretId, origin });
  const ended = await transact(db, async (tx) => {
    const [row] = await tx
      .update(accessTokens)
      .set({ revokedAt: sql`now()`, modifiedAt: sql`now()` })
      .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId), isNull(accessTokens.revokedAt)))
      .returning({ id: accessTokens.id });
    if (!row) return ok(false);
    await tx
      .update(tokenSecrets)
      .set({ state: "dead", diedAt: sql`now()`, diedWhy: "revoked" })
      .where(and(eq(tokenSecrets.tokenId, id), eq(tokenSecrets.accountId, accountId), isNull(tokenSecrets.diedAt)));
    await recordAuditEntry(tx, actor, {
      kind: "token",
      action: "deleteAccessToken",
      resource: tokenResource({ id, kind: token.kind, member: { id: member.memberId } }),
      target: { id, name },
      details: { byItsSecret: true },
    });
    return ok(true);
  });
  return ended.ok && ended.value ? "ended" : "dead";
}
