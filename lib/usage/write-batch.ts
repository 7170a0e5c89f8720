import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { preparedTransaction, runPrepared } from "@/lib/db/prepared";
import type { BatchRows } from "./batch-rows";
import { SOURCES_KEPT } from "./limits";
import { WRITE, WRITE_BLOCKED } from "./write-statements";

/** Who writes: the number of the batch, and how many milliseconds ago it was that all before is written with it. */
export type WriterMark = { readonly writer: string; readonly number: number; readonly completeAgo: number };

type Written = { readonly taken: boolean; readonly grown: readonly string[] };

/**
 * Writes one batch, once and whole: a number that the writer has written already is passed over. Counts are added
 * to what is there and instants only move outwards, so that instances may write in any order. By the database's clock: what
 * counts is how long ago something was.
 */
export async function writeBatch(db: Db, mark: WriterMark, rows: BatchRows): Promise<void> {
  const { uses, secrets, actions, sources, blocked } = rows;
  const parts = [uses, secrets, actions, sources].map((part) => JSON.stringify(part));
  const values = [mark.writer, mark.number, mark.completeAgo, ...parts];
  const [written] =
    blocked.length === 0
      ? await runPrepared<Written>(db, WRITE, values) // one statement is a transaction by itself
      : await preparedTransaction(db, async (run) => {
          const done = await run<Written>(WRITE, values);
          if (done[0]?.taken) await run(WRITE_BLOCKED, [JSON.stringify(blocked)]);
          return done;
        });
  if (written && written.grown.length > 0) await dropOldSources(db, written.grown);
}

/** Says that the writer lives, and that nothing that it saw until then is missing. */
export async function writeMark(db: Db, { writer, completeAgo }: WriterMark): Promise<void> {
  await db.execute(sql`
    insert into usage_writers as kept (id, batch, complete_until, seen_at)
    values (${writer}, 0, now() - ${completeAgo}::float8 * interval '1 millisecond', now())
    on conflict (id) do update set seen_at = now(),
      complete_until = greatest(kept.complete_until, excluded.complete_until)`);
}

/** Nobody waits for a writer that has written everything and ended. */
export async function forgetWriter(db: Db, writer: string): Promise<void> {
  await db.execute(sql`delete from usage_writers where id = ${writer}`);
}

/** Of each channel only the newest are kept. Done with every source that is new, so that what is missed now is made up for then. */
async function dropOldSources(db: Db, tokenIds: readonly string[]): Promise<void> {
  await db.execute(sql`
    delete from usage_sources where ctid in (
      select ctid from (
        select ctid, row_number() over (partition by token_id, channel order by last_at desc, address, agent) as place
        from usage_sources where token_id in (select jsonb_array_elements_text(${JSON.stringify(tokenIds)}::jsonb))) as placed
      where place > ${SOURCES_KEPT})`);
}
