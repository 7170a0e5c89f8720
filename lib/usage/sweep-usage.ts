import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

const LOCK = 7_234_005;
const BATCH = 2_000;

/**
 * Deletes the counts and sources of uses that are older than so many days, in small batches that nobody waits for, and answers
 * with how many rows that were. First and last uses, and those of each secret, are kept. Two instances never do it at once.
 */
export async function sweepUsage(db: Db, days: number, batch: number = BATCH): Promise<number> {
  const oldest = sql`(now() at time zone 'utc')::date - ${days}::integer`;
  const olderThan = (table: string, age: SQL) => ({ table: sql.identifier(table), age });
  let swept = 0;
  for (const { table, age } of [
    olderThan("usage_days", sql`day < ${oldest}`),
    olderThan("usage_actions", sql`day < ${oldest}`),
    olderThan("usage_sources", sql`last_day < ${oldest}`),
    olderThan("usage_writers", sql`seen_at < now() - interval '1 day'`), // of processes that were killed
  ]) {
    for (let some = batch; some === batch; swept += some) some = await sweepSome(db, table, age, batch);
  }
  return swept;
}

/** One batch, in a transaction of its own; 0 where another instance is at it. */
async function sweepSome(db: Db, table: SQL | ReturnType<typeof sql.identifier>, age: SQL, batch: number) {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as taken`);
    if (!rows[0]?.taken) return 0;
    const deleted = await tx.execute(
      sql`delete from ${table} where ctid in (select ctid from ${table} where ${age} limit ${batch})`,
    );
    return deleted.rowCount ?? 0;
  });
}
