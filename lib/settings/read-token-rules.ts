import "server-only";
import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import type { TokenRules } from "./view";

const columns = {
  personalMakers: accounts.personalMakers,
  serviceMakers: accounts.serviceMakers,
  longestDays: accounts.longestDays,
  neverAllowed: accounts.neverAllowed,
  personalDays: accounts.personalDays,
  serviceDays: accounts.serviceDays,
  staleDays: accounts.staleDays,
  pauseAfterDays: accounts.pauseAfterDays,
  overlapHours: accounts.overlapHours,
} satisfies Record<keyof TokenRules, unknown>;

/** The token rules of an account as they are now: one row by its key. */
export async function readTokenRules(db: Db | Tx, accountId: string): Promise<TokenRules> {
  const [row] = await db.select(columns).from(accounts).where(eq(accounts.id, accountId));
  return expectRow(row);
}
