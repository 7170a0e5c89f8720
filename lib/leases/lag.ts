import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** How many committed changes of permissions a process has not taken in, which has taken in those of this snapshot. */
export async function changesBehind(db: Db, taken: string): Promise<number> {
  const { rows } = await db.execute<{ behind: number }>(sql`
    select count(*)::float8 as behind from authority_changes
    where xid >= pg_snapshot_xmin(${taken}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${taken}::pg_snapshot)`);
  return rows[0]?.behind ?? 0;
}
