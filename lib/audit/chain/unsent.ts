import "server-only";
import { and, isNotNull, isNull, sql } from "drizzle-orm";
import { installation } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";

/**
 * Notes, for all servers and also for after a restart, that no place outside takes the heads any more, or that one does again.
 * After a day of it the log's trigger holds every change but those that end something (security 6, F7).
 */
export async function noteUnsent(db: Db, unsent: boolean): Promise<void> {
  const since = installation.headsUnsentSince;
  await db
    .update(installation)
    .set({ headsUnsentSince: unsent ? sql`now()` : null })
    .where(and(unsent ? isNull(since) : isNotNull(since)));
}

/** For how many seconds heads that moved were taken by nobody; 0 where all is well. */
export async function unsentSeconds(db: Db): Promise<number> {
  const [row] = await db
    .select({ seconds: sql<number>`coalesce(extract(epoch from now() - ${installation.headsUnsentSince}), 0)::float8` })
    .from(installation);
  return row?.seconds ?? 0;
}
