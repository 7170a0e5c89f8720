import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accessTokens, accounts } from "@/drizzle/schema";
import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { transact } from "./change";
import { refreshLimits } from "./refresh-limits";

/**
 * Works out what lists say of tokens that were made before that was kept, or by an older version of this product since.
 * Asked at every start; where nothing is missing it is one look.
 */
export async function workOutMissingLimits(db: Db): Promise<void> {
  const missing = and(isNull(accessTokens.level), sql`not ${accessTokens.ended}`);
  const found = await db.selectDistinct({ accountId: accessTokens.accountId }).from(accessTokens).where(missing);
  for (const { accountId } of found) {
    await transact(db, async (tx) => {
      await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
      await refreshLimits(tx, accountId, isNull(accessTokens.level));
      return ok(null);
    });
  }
}
