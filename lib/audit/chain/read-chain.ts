import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { auditEntries, auditSeals, auditUnsealed } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";
import { chainEntryColumns, sealColumns } from "./columns";
import type { ChainEntry, Seal } from "./link";

/** A place in the chain as it stands in the database, and the entry that stands in it. */
export type Place = {
  readonly seal: Seal;
  readonly seq: number;
  readonly mac: Buffer;
  readonly entry: ChainEntry | null;
};

const BATCH = 1_000;

/** An account's places by number, from the one behind `after` on. */
export async function* placesOf(tx: Tx, accountId: string, after = 0, batch = BATCH): AsyncGenerator<Place> {
  for (let last = after; ; ) {
    const seals = await tx
      .select(sealColumns)
      .from(auditSeals)
      .where(and(eq(auditSeals.accountId, accountId), gt(auditSeals.seq, last)))
      .orderBy(asc(auditSeals.seq))
      .limit(batch);
    const entries = await entriesBy(
      tx,
      accountId,
      seals.map(({ entryId }) => entryId),
    );
    for (const { seq, mac, ...seal } of seals) yield { seal, seq, mac, entry: entries.get(seal.entryId) ?? null };
    if (seals.length < batch) return;
    last = seals.at(-1)?.seq ?? last;
  }
}

async function entriesBy(tx: Tx, accountId: string, ids: readonly string[]): Promise<Map<string, ChainEntry>> {
  const rows = await tx
    .select(chainEntryColumns)
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, accountId), sql`${auditEntries.id} = any(${sql.param(ids)})`));
  return new Map(rows.map((row) => [row.id, row]));
}

/** All of an account's entries, in no order that means anything. */
export async function* entriesOf(tx: Tx, accountId: string): AsyncGenerator<ChainEntry> {
  for (let last = ""; ; ) {
    const rows = await tx
      .select(chainEntryColumns)
      .from(auditEntries)
      .where(and(eq(auditEntries.accountId, accountId), gt(auditEntries.id, last)))
      .orderBy(asc(auditEntries.id))
      .limit(BATCH);
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** An entry that has no place, and whether it waits for one. */
export type Unplaced = { readonly entry: ChainEntry; readonly waits: boolean; readonly ageSeconds: number };

/** An account's entries that have no place, the oldest first. */
export async function* unplacedOf(tx: Tx, accountId: string): AsyncGenerator<Unplaced> {
  for (let after: Unseen | undefined; ; ) {
    const rows = await unplacedAfter(tx, accountId, after);
    const ids = rows.map(({ id }) => id);
    const entries = await entriesBy(tx, accountId, ids);
    for (const { id, waits, ageSeconds } of rows) {
      const entry = entries.get(id);
      if (entry) yield { entry, waits, ageSeconds };
    }
    after = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}

/** By what the next ones are found: the instant as text, which loses no microsecond. */
type Unseen = { readonly id: string; readonly instant: string };

async function unplacedAfter(tx: Tx, accountId: string, after: Unseen | undefined) {
  return tx
    .select({
      id: auditEntries.id,
      instant: sql<string>`${auditEntries.at}::text`,
      waits: sql<boolean>`exists (select from ${auditUnsealed} where ${auditUnsealed.entryId} = ${auditEntries.id})`,
      ageSeconds: sql<number>`extract(epoch from now() - ${auditEntries.at})::float8`,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        sql`not exists (select from ${auditSeals} where ${auditSeals.entryId} = ${auditEntries.id})`,
        after && sql`(${auditEntries.at}, ${auditEntries.id}) > (${after.instant}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(asc(auditEntries.at), asc(auditEntries.id))
    .limit(BATCH);
}
