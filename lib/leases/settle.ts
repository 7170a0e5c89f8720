import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { LEASE_MS, SETTLED_AFTER_MS } from "./limits";

/** The transaction of a change, if triggers noted in it that somebody's permissions changed; else null. */
export async function notedChange(tx: Tx): Promise<string | null> {
  const { rows } = await tx.execute<{ xid: string }>(sql`
    select xid::text from authority_changes where xid = pg_current_xact_id_if_assigned() limit 1`);
  return rows[0]?.xid ?? null;
}

type Behind = { id: string; renewals: string };

/**
 * Resolves when no process can still decide by what was before the committed change `xid`: each has taken it in, or has
 * let its lease run out. A lease that was given before the commit has ended `LEASE_MS` after it; one that was given later
 * was given with the change in sight. So waiting that long is enough, whatever the database says (decision 0018).
 */
export function settled(db: Db, xid: string): Promise<void> {
  return untilNobody(db, sql`not pg_visible_in_snapshot(${xid}::xid8, taken)`);
}

/**
 * The same for every change that is committed by now, whoever made it: for a call that finds its work done already, maybe
 * by another that is still waiting (decision 0027).
 */
export async function settledByNow(db: Db): Promise<void> {
  const { rows } = await db.execute<{ now: string }>(sql`select pg_current_snapshot()::text as now`);
  await untilNobody(
    db,
    sql`exists (select from authority_changes where xid >= pg_snapshot_xmin(taken)
      and not pg_visible_in_snapshot(xid, taken) and pg_visible_in_snapshot(xid, ${rows[0]?.now}::pg_snapshot))`,
  );
}

async function untilNobody(db: Db, isBehind: SQL): Promise<void> {
  const begun = performance.now();
  const waited = () => performance.now() - begun;
  let behind = await those(db, isBehind);
  const first = new Map(behind?.map(({ id, renewals }) => [id, renewals]));
  for (let step = 1; behind === null || behind.length > 0; step = Math.min(step * 2, 16)) {
    const left = SETTLED_AFTER_MS - waited();
    if (left <= 0) break;
    await pause(Math.min(step, left));
    behind = await those(db, isBehind);
  }
  // Whoever did not renew once in all that time holds no lease: no later change need wait for it.
  const silent = (behind ?? []).filter(({ id, renewals }) => first.get(id) === renewals);
  if (silent.length > 0 && waited() >= LEASE_MS) await forget(db, silent).catch(() => {});
}

/** Who has not taken in what it is about; null if the database does not say. */
async function those(db: Db, areBehind: SQL): Promise<Behind[] | null> {
  try {
    const { rows } = await db.execute<Behind>(
      sql`select id, renewals::text from authority_instances where ${areBehind}`,
    );
    return rows;
  } catch {
    return null; // the change is committed, and the wait alone makes it safe
  }
}

/** A process that comes back finds itself unknown, forgets everything and begins anew. */
async function forget(db: Db, silent: Behind[]): Promise<void> {
  for (const { id, renewals } of silent)
    await db.execute(sql`delete from authority_instances where id = ${id} and renewals = ${renewals}::bigint`);
}
