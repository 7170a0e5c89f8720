import "server-only";
import { sql } from "drizzle-orm";
import { type Db, expectRow } from "@/lib/db/client";

/** How many entries have their places, how many wait for them, and how many were not Latchkey's own when their turn came. */
export type ChainState = { readonly sealed: number; readonly waiting: number; readonly strange: number };

/** How many entries of all accounts wait for their places. */
export async function waitingEntries(db: Db): Promise<number> {
  const { rows } = await db.execute<{ waiting: string }>(sql`select count(*) as waiting from audit_unsealed`);
  return Number(rows[0]?.waiting ?? 0);
}

/** Counts, of all accounts; what the chain holds is not looked at (`verifyLog`). */
export async function chainState(db: Db): Promise<ChainState> {
  const { rows } = await db.execute<{ sealed: string; waiting: string; strange: string }>(sql`
    select count(*) as sealed, count(*) filter (where state in ('foreign', 'gone')) as strange,
      (select count(*) from audit_unsealed) as waiting from audit_seals`);
  const { sealed, waiting, strange } = expectRow(rows[0]);
  return { sealed: Number(sealed), waiting: Number(waiting), strange: Number(strange) };
}
