import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { InstanceView } from "./view";

/**
 * The processes that answer from memory at this moment, and how many changes of an account each has yet to take in. Of those
 * that have been silent for a lease nothing is to be feared: they ask the database (decision 0018).
 */
export async function listInstances(db: Db, accountId: string): Promise<InstanceView[]> {
  const { rows } = await db.execute<{ id: string; ago: number; behind: string }>(sql`
    select i.id, greatest(extract(epoch from now() - i.seen_at)::float8 * 1000, 0) as ago,
      (select count(*) from authority_changes c where c.account_id = ${accountId}
        and c.xid >= pg_snapshot_xmin(i.taken) and not pg_visible_in_snapshot(c.xid, i.taken)) as behind
    from authority_instances i order by i.id limit 100`);
  return rows.map(({ id, ago, behind }) => ({ id, seenAgo: Math.round(ago), behind: Number(behind) }));
}
