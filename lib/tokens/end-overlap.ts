import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { getLivingToken, getToken } from "./get-token";
import { authorizeManaging, tokenResource } from "./permissions";
import { endSecret, moveRights } from "./secrets";
import type { TokenView } from "./view";

/**
 * Ends the old secret that a rotation left working. It gives nobody a secret, so whoever manages the token may, not only
 * its owner. Where there is none any more nothing happens.
 */
export async function endOverlap(db: Db, principal: Principal, id: string): Promise<Result<TokenView, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await getLivingToken(tx, actor, id);
      if (!found.ok) return found;
      const allowed = authorizeManaging(actor, found.value, "resetAccessToken");
      if (!allowed.ok) return allowed;
      const { name, oldSecret } = found.value;
      if (oldSecret === null) return ok(found.value);
      const { accountId } = actor;
      await moveRights(tx, accountId, found.value.member.id);
      await tx
        .update(accessTokens)
        .set({ modifiedAt: sql`now()` })
        .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId)));
      await endSecret(tx, { accountId, tokenId: id, state: "overlap" }, "ended");
      await recordAuditEntry(tx, actor, {
        kind: "token",
        action: "endOldSecret",
        resource: tokenResource(found.value),
        target: { id, name },
        details: { ending: oldSecret.tail, wouldHaveEndedAt: oldSecret.until },
      });
      return getToken(tx, actor, id);
    },
    { lockAccount: true },
  );
}
