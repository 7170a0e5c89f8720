import "server-only";
import { asc, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { auditEntries, auditSeals, auditUnsealed } from "@/drizzle/schema";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { isAsSigned } from "../sign-entry";
import { type ChainEnd, endsOf } from "./chain-ends";
import { chainEntryColumns } from "./columns";
import { SEAL_BATCH, STRANGE_TOLD } from "./limits";
import { type ChainEntry, linkOf, type Seal, type SealState } from "./link";

/** An entry that was not as this installation writes them when its turn came. */
export type Strange = { readonly entryId: string; readonly state: "foreign" | "gone" };
/** How many were strange, and the first of them: there may be a million, and one is enough to go and look. */
export type StrangeFound = { readonly count: number; readonly first: readonly Strange[] };
export type SealedBatch = { readonly taken: number; readonly strange: StrangeFound };

/** A row's place on the disk, behind which the next batch is looked for. */
type Spot = { readonly page: number; readonly item: number };
type Taken = SealedBatch & { readonly last: Spot };

const SEALER_LOCK = 7_234_006;
const BEGINNING: Spot = { page: 0, item: 0 };
export const NOTHING_STRANGE: StrangeFound = { count: 0, first: [] };
const NONE: Taken = { taken: 0, strange: NOTHING_STRANGE, last: BEGINNING };

/** Gives every entry that waits its place in its account's chain; answers with what it found strange. */
export async function sealEntries(db: Db, enough: () => boolean = () => false): Promise<StrangeFound> {
  let found = NOTHING_STRANGE;
  for await (const { strange } of sealBatches(db)) {
    found = bothStrange(found, strange);
    if (enough()) break;
  }
  return found;
}

/**
 * The same batch by batch, each in a transaction of its own that is over when the batch is handed out: whatever waits, no more
 * than `SEAL_BATCH` entries are held, and nobody else waits for longer than that takes.
 */
export async function* sealBatches(db: Db): AsyncGenerator<SealedBatch> {
  // On from where the batch before ended: rows that are taken lie there until they are vacuumed, and would be passed each time.
  for (let from = BEGINNING; ; ) {
    const { last, ...batch } = await db.transaction((tx) => sealBatch(tx, from));
    if (batch.taken > 0) yield batch;
    if (batch.taken === SEAL_BATCH) from = last;
    else if (from === BEGINNING) return;
    else from = BEGINNING;
  }
}

/** What was found strange in one round and in the next, as one. */
export function bothStrange(one: StrangeFound, other: StrangeFound): StrangeFound {
  return { count: one.count + other.count, first: [...one.first, ...other.first].slice(0, STRANGE_TOLD) };
}

/** One batch, unless another process seals just now: one at a time, so that numbers have no gap and no entry has two. */
async function sealBatch(tx: Tx, from: Spot): Promise<Taken> {
  const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as mine`);
  if (!rows[0]?.mine) return NONE;
  const waiting = await takeWaiting(tx, from);
  if (waiting.length === 0) return NONE;
  const turns = await turnsOf(tx, waiting);
  const { ends, nowMicros } = await endsOf(tx, [...new Set(turns.map(({ accountId }) => accountId))]);
  const links = turns.map((turn) => linkTurn(ends, turn, nowMicros));
  if (links.length > 0) await append(tx, links);
  const strange = links.flatMap(({ entryId, state }) =>
    state === "foreign" || state === "gone" ? [{ entryId, state }] : [],
  );
  return {
    taken: waiting.length,
    strange: { count: strange.length, first: strange.slice(0, STRANGE_TOLD) },
    last: waiting.map(({ spot }) => spot).reduce(later),
  };
}

type Waiting = { readonly accountId: string; readonly entryId: string };
type Turn = Waiting & { readonly entry: ChainEntry | null };
type Link = Seal & { readonly seq: number; readonly mac: Buffer };

async function takeWaiting(tx: Tx, { page, item }: Spot): Promise<(Waiting & { readonly spot: Spot })[]> {
  const rows = await tx
    .delete(auditUnsealed)
    .where(sql`ctid = any(array(
      select ctid from ${auditUnsealed} where ctid > ${`(${page},${item})`}::tid limit ${SEAL_BATCH}))`)
    .returning({ accountId: auditUnsealed.accountId, entryId: auditUnsealed.entryId, at: sql<string>`ctid::text` });
  return rows.map(({ at, ...row }) => {
    const [page = 0, item = 0] = at.slice(1, -1).split(",").map(Number);
    return { ...row, spot: { page, item } };
  });
}

const later = (one: Spot, other: Spot) =>
  other.page > one.page || (other.page === one.page && other.item > one.item) ? other : one;

/** The entries by time, and those that are gone behind them; one that has its place already is passed over. */
async function turnsOf(tx: Tx, waiting: readonly Waiting[]): Promise<Turn[]> {
  const ids = waiting.map(({ entryId }) => entryId);
  const entries: ChainEntry[] = await tx
    .select(chainEntryColumns)
    .from(auditEntries)
    .where(isOneOf(auditEntries.id, ids))
    .orderBy(asc(auditEntries.at), asc(auditEntries.id));
  const placed = await tx
    .select({ entryId: auditSeals.entryId })
    .from(auditSeals)
    .where(isOneOf(auditSeals.entryId, ids));
  const turns = new Map<string, Turn>();
  for (const entry of entries) turns.set(entry.id, { accountId: entry.accountId, entryId: entry.id, entry });
  for (const each of waiting)
    if (!turns.has(each.entryId))
      turns.set(each.entryId, { accountId: each.accountId, entryId: each.entryId, entry: null });
  for (const { entryId } of placed) turns.delete(entryId);
  return [...turns.values()];
}

const isOneOf = (column: AnyPgColumn, ids: readonly string[]): SQL => sql`${column} = any(${sql.param(ids)})`;

/** The turn's place behind the end of its chain, which moves on. */
function linkTurn(ends: Map<string, ChainEnd>, { accountId, entryId, entry }: Turn, sealedMicros: string): Link {
  const end = expectRow(ends.get(accountId));
  const seal: Seal = { accountId, entryId, state: stateOf(entry, end), sealedMicros };
  const seq = end.seq + 1;
  const mac = linkOf(end.mac, seq, seal, entry);
  ends.set(accountId, { seq, mac, adopting: end.adopting && (end.seq > 0 || seal.state === "adopted") });
  return { ...seal, seq, mac };
}

function stateOf(entry: ChainEntry | null, { adopting }: ChainEnd): SealState {
  if (entry === null) return "gone";
  const asSigned = isAsSigned(entry);
  if (asSigned) return "signed";
  return asSigned === null && adopting ? "adopted" : "foreign";
}

async function append(tx: Tx, links: readonly Link[]): Promise<void> {
  const each = <K extends keyof Link>(name: K) => sql.param(links.map((link) => link[name]));
  await tx.execute(sql`
    insert into audit_seals (account_id, seq, entry_id, state, sealed_at, mac)
    select account_id, seq, entry_id, state, now(), mac
    from unnest(${each("accountId")}::text[], ${each("seq")}::bigint[], ${each("entryId")}::text[], ${each("state")}::text[],
      ${each("mac")}::bytea[]) as link (account_id, seq, entry_id, state, mac)`);
}
