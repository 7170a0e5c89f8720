import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import { LEASE_MS, SETTLED_AFTER_MS } from "./limits";
import { BEHIND, BEHIND_NOW, type Statement } from "./statements";

/** The transaction of a change, if triggers noted in it that somebody's permissions changed; else null. */
export async function notedChange(tx: Tx): Promise<string | null> {
  const { rows } = await tx.execute<{ xid: string }>(sql`
    select xid::text from authority_changes where xid = pg_current_xact_id_if_assigned() limit 1`);
  return rows[0]?.xid ?? null;
}

type Behind = { id: string; renewals: string };
/** So long a change waits for processes that are alive, at most, on any machine that is not overloaded. */
const ALIVE_MS = 100;

/**
 * Resolves when no process can still decide by what was before the committed change `xid`: each has taken it in, or has
 * let its lease run out. A lease that was given before the commit has ended `LEASE_MS` after it; one that was given later
 * was given with the change in sight. So waiting that long is enough, whatever the database says (decision 0018).
 */
export function settled(db: Db, xid: string): Promise<void> {
  return untilNobody(db, BEHIND, xid);
}

/**
 * The same for every change that is committed by now, whoever made it: for a call that finds its work done already, maybe
 * by another that is still waiting (decision 0027).
 */
export async function settledByNow(db: Db): Promise<void> {
  const { rows } = await db.execute<{ now: string }>(sql`select pg_current_snapshot()::text as now`);
  await untilNobody(db, BEHIND_NOW, rows[0]?.now ?? "");
}

async function untilNobody(db: Db, look: Statement, of: string): Promise<void> {
  const begun = performance.now();
  const waited = () => performance.now() - begun;
  let behind = await those(db, look, of);
  const first = new Map(behind?.map(({ id, renewals }) => [id, renewals]));
  for (let step = 1; behind === null || behind.length > 0; step = Math.min(step * 2, longestStep(waited()))) {
    const left = SETTLED_AFTER_MS - waited();
    if (left <= 0) break;
    await pause(Math.min(step, left));
    behind = await those(db, look, of);
  }
  // Whoever did not renew once in all that time holds no lease: no later change need wait for it.
  const silent = (behind ?? []).filter(({ id, renewals }) => first.get(id) === renewals);
  if (silent.length > 0 && waited() >= LEASE_MS) await forget(db, silent).catch(() => {});
}

/** While all are likely alive a look is worth more than it costs; later only one who is frozen or cut off is waited for. */
const longestStep = (waited: number) => (waited < ALIVE_MS ? 4 : 16);

/** Who has not taken in what it is about; null if the database does not say. */
async function those(db: Db, look: Statement, of: string): Promise<readonly Behind[] | null> {
  try {
    return await runPrepared<Behind>(db, look, [of]);
  } catch {
    return null; // the change is committed, and the wait alone makes it safe
  }
}

/** A process that comes back finds itself unknown, forgets everything and begins anew. */
async function forget(db: Db, silent: readonly Behind[]): Promise<void> {
  for (const { id, renewals } of silent)
    await db.execute(sql`delete from authority_instances where id = ${id} and renewals = ${renewals}::bigint`);
}
