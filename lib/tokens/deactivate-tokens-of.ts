import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { accessTokens, tokenSecrets } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Tx } from "@/lib/db/client";
import { personalTokenResource } from "@/lib/policy/resource";

/**
 * Deactivates a leaving member's personal tokens; answers with their ids (ruling R14). Each has an audit entry that names
 * the entry of the removal as its cause.
 */
export async function deactivateTokensOf(
  tx: Tx,
  actor: Principal,
  memberId: string,
  causedBy: string,
): Promise<string[]> {
  const { accountId } = actor;
  const ended = await tx
    .update(accessTokens)
    .set({ deactivatedAt: sql`now()`, modifiedAt: sql`now()` })
    .where(
      and(
        eq(accessTokens.accountId, accountId),
        eq(accessTokens.memberId, memberId),
        eq(accessTokens.kind, "personal"),
        isNull(accessTokens.revokedAt),
        isNull(accessTokens.deactivatedAt),
      ),
    )
    .returning({ id: accessTokens.id, name: accessTokens.name });
  const ids = ended.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await tx
    .update(tokenSecrets)
    .set({ state: "dead", diedAt: sql`now()`, diedWhy: "deactivated" })
    .where(and(eq(tokenSecrets.accountId, accountId), inArray(tokenSecrets.tokenId, ids), isNull(tokenSecrets.diedAt)));
  for (const target of ended) {
    const resource = personalTokenResource(memberId, target.id);
    await recordAuditEntry(tx, actor, {
      kind: "token",
      action: "deactivateAccessToken",
      resource,
      target,
      causedBy,
      details: { because: "member removed" },
    });
  }
  return ids;
}
