import "server-only";
import { asc, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { auditEntries, auditSeals, auditUnsealed } from "@/drizzle/schema";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { isAsSigned } from "../sign-entry";
import { type ChainEnd, endsOf } from "./chain-ends";
import { chainEntryColumns } from "./columns";
import { SEAL_BATCH } from "./limits";
import { type ChainEntry, linkOf, type Seal, type SealState } from "./link";

/** An entry that was not as this installation writes them when its turn came. */
export type Strange = { readonly entryId: string; readonly state: "foreign" | "gone" };
type Batch = { readonly taken: number; readonly strange: readonly Strange[] };

const SEALER_LOCK = 7_234_004;
const NONE: Batch = { taken: 0, strange: [] };

/** Gives every entry that waits its place in its account's chain, batch by batch; answers with what it found strange. */
export async function sealEntries(db: Db): Promise<Strange[]> {
  const strange: Strange[] = [];
  for (;;) {
    const batch = await db.transaction(sealBatch);
    strange.push(...batch.strange);
    if (batch.taken < SEAL_BATCH) return strange;
  }
}

/** One batch, unless another process seals just now: one at a time, so that numbers have no gap and no entry has two. */
async function sealBatch(tx: Tx): Promise<Batch> {
  const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as mine`);
  if (!rows[0]?.mine) return NONE;
  const waiting = await takeWaiting(tx);
  if (waiting.length === 0) return NONE;
  const turns = await turnsOf(tx, waiting);
  const { ends, nowMicros } = await endsOf(tx, [...new Set(turns.map(({ accountId }) => accountId))]);
  const links = turns.map((turn) => linkTurn(ends, turn, nowMicros));
  if (links.length > 0) await append(tx, links);
  const strange = links.flatMap(({ entryId, state }) =>
    state === "foreign" || state === "gone" ? [{ entryId, state }] : [],
  );
  return { taken: waiting.length, strange };
}

type Waiting = { readonly accountId: string; readonly entryId: string };
type Turn = Waiting & { readonly entry: ChainEntry | null };
type Link = Seal & { readonly seq: number; readonly mac: Buffer };

async function takeWaiting(tx: Tx): Promise<Waiting[]> {
  return tx
    .delete(auditUnsealed)
    .where(sql`ctid = any(array(select ctid from ${auditUnsealed} limit ${SEAL_BATCH}))`)
    .returning({ accountId: auditUnsealed.accountId, entryId: auditUnsealed.entryId });
}

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
  for (const each of waiting) if (!turns.has(each.entryId)) turns.set(each.entryId, { ...each, entry: null });
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
