import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { tokenSecrets as s, accessTokens as t } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { BulkInput } from "../list-input";
import type { BulkOutcome } from "../list-view";
import { actOnTokens, type BulkAct } from "./act-on-tokens";

/** Ends many tokens and all their secrets for good, as `revokeToken` does one. */
export async function revokeTokens(
  db: Db,
  principal: Principal,
  input: BulkInput,
): Promise<Result<BulkOutcome, Refusal>> {
  return actOnTokens(db, principal, input, REVOKE);
}

const REVOKE: BulkAct = {
  action: "deleteAccessToken",
  isSo: () => false,
  async write(tx, accountId, ids, reason) {
    await tx
      .update(t)
      .set({ revokedAt: sql`now()`, revokedWhy: reason || null, modifiedAt: sql`now()` })
      .where(and(eq(t.accountId, accountId), inArray(t.id, [...ids])));
    await tx
      .update(s)
      .set({ state: "dead", diedAt: sql`now()`, diedWhy: "revoked" })
      .where(and(eq(s.accountId, accountId), inArray(s.tokenId, [...ids]), isNull(s.diedAt)));
  },
};
