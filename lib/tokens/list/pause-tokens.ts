import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { accessTokens as t } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { BulkInput } from "../list-input";
import type { BulkOutcome } from "../list-view";
import { actOnTokens, type BulkAct } from "./act-on-tokens";

/** Stops many tokens until they are resumed; one that is paused already counts as done. */
export async function pauseTokens(
  db: Db,
  principal: Principal,
  input: BulkInput,
): Promise<Result<BulkOutcome, Refusal>> {
  return actOnTokens(db, principal, input, pausing(true));
}

/** Lets many paused tokens work again; one that is not paused counts as done. */
export async function resumeTokens(
  db: Db,
  principal: Principal,
  input: BulkInput,
): Promise<Result<BulkOutcome, Refusal>> {
  return actOnTokens(db, principal, input, pausing(false));
}

function pausing(paused: boolean): BulkAct {
  return {
    action: paused ? "pauseAccessToken" : "resumeAccessToken",
    details: { before: { paused: !paused }, after: { paused } },
    isSo: (row) => row.paused === paused,
    async write(tx, accountId, ids) {
      await tx
        .update(t)
        .set({ pausedAt: paused ? sql`now()` : null, modifiedAt: sql`now()` })
        .where(and(eq(t.accountId, accountId), inArray(t.id, [...ids])));
    },
  };
}
