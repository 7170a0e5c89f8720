import "server-only";
import { timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { isAsSigned } from "../sign-entry";
import { type AcceptedLoss, acceptedLosses, withoutAccepted } from "./accepted";
import { endsOf } from "./chain-ends";
import { beginningOf } from "./checkpoint";
import { explainBreak } from "./explain-break";
import type { Finding, KnownHeads } from "./finding";
import { linkOf } from "./link";
import { type Place, placesOf, unplacedOf } from "./read-chain";

/** What an account's log is found to be; nothing is wrong with it if there are no findings. */
export type ChainReport = {
  /** The last number that holds, counted from the first entry that there was. */
  readonly sealed: number;
  /** So many of them were removed behind a checkpoint. */
  readonly pruned: number;
  /** So many of them are of before there was a chain, and nobody can say what they said before. */
  readonly adopted: number;
  /** Entries that no server has given a place yet, and for how many seconds the oldest has been there. */
  readonly waiting: { readonly count: number; readonly seconds: number };
  /** The newest number that left the database; null if nothing is known of any. */
  readonly newestHead: number | null;
  /** What was exported and lost in a restore that somebody accepted. */
  readonly accepted: readonly AcceptedLoss[];
  readonly findings: readonly Finding[];
};

/**
 * Reads the whole of an account's log in one snapshot and names the first entry that was altered, is missing, was inserted or
 * stands in another's place; and, by what is known from outside the database, whether the end was cut off or the chain is
 * another one than was exported (invariant I27). Changes nothing.
 */
export async function verifyChain(db: Db, accountId: string, given: KnownHeads | null): Promise<ChainReport> {
  return db.transaction(
    async (tx) => {
      await tx.execute(sql`set local statement_timeout = 0`);
      const accepted = await acceptedLosses(tx, accountId);
      const heads = given && (await withoutAccepted(tx, accountId, given, accepted));
      const walk = await walkChain(tx, accountId, heads ?? new Map());
      const loose = await looseEntries(tx, accountId);
      const end = expectRow((await endsOf(tx, [accountId])).ends.get(accountId));
      const newestHead = heads && heads.size > 0 ? Math.max(...heads.keys()) : null;
      const cut = newestHead !== null && newestHead > end.seq ? [cutAt(end.seq, newestHead)] : [];
      return { ...walk, ...loose, newestHead, accepted, findings: [...walk.findings, ...loose.findings, ...cut] };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

const cutAt = (last: number, head: number): Finding => {
  return { kind: "truncated", seq: last + 1, entryId: null, entry: null, count: head - last };
};

type Walk = Pick<ChainReport, "sealed" | "pruned" | "adopted" | "findings">;

async function walkChain(tx: Tx, accountId: string, heads: KnownHeads): Promise<Walk> {
  const { pruned, mac } = await beginningOf(tx, accountId);
  let before = mac;
  let [sealed, adopted] = [pruned, 0];
  const seen: Finding[] = [];
  const once = (finding: Finding) => seen.some(({ kind }) => kind === finding.kind) || seen.push(finding);
  for await (const place of placesOf(tx, accountId)) {
    const broken = await breakAt(tx, before, sealed + 1, place);
    if (broken) return { sealed, pruned, adopted, findings: [...seen, broken] };
    const found = foundWhenSealed(place);
    if (found) once(found);
    const head = heads.get(place.seq);
    if (head && !head.equals(place.mac)) once(at(place, "forked"));
    before = place.mac;
    sealed += 1;
    if (place.seal.state === "adopted") adopted += 1;
  }
  return { sealed, pruned, adopted, findings: seen };
}

async function breakAt(tx: Tx, before: Buffer, expected: number, place: Place): Promise<Finding | null> {
  if (place.seq !== expected) {
    return { kind: "missing", seq: expected, entryId: null, entry: null, count: place.seq - expected };
  }
  const { seal, entry } = place;
  if (entry === null && seal.state !== "gone") return at(place, "missing");
  const link = linkOf(before, expected, seal, seal.state === "gone" ? null : entry);
  if (place.mac.length === link.length && timingSafeEqual(place.mac, link)) return null;
  return entry ? explainBreak(tx, before, place, entry) : at(place, "altered");
}

/** What the chain itself says of an entry: it was not as Latchkey had written it when its turn came. */
function foundWhenSealed(place: Place): Finding | null {
  if (place.seal.state === "gone") return at(place, "missing");
  if (place.seal.state !== "foreign") return null;
  return at(place, place.entry?.signature ? "altered" : "inserted");
}

const at = ({ seq, seal, entry }: Place, kind: Finding["kind"]): Finding => {
  return { kind, seq, entryId: seal.entryId, entry, count: 1 };
};

/** Entries without a place: new ones wait for it, and there should be no others. */
async function looseEntries(tx: Tx, accountId: string): Promise<Pick<ChainReport, "waiting" | "findings">> {
  const { adopting } = expectRow((await endsOf(tx, [accountId])).ends.get(accountId));
  let [count, seconds] = [0, 0];
  const findings = new Map<Finding["kind"], Finding>();
  for await (const { entry, waits, ageSeconds } of unplacedOf(tx, accountId)) {
    const asSigned = isAsSigned(entry);
    const ours = asSigned ?? adopting;
    if (ours && waits) {
      count += 1;
      seconds = Math.max(seconds, ageSeconds);
      continue;
    }
    // One of ours that does not wait had a place: the end of the chain was cut off behind it.
    const kind = ours ? "truncated" : asSigned === null ? "inserted" : "altered";
    const first = findings.get(kind);
    findings.set(kind, { ...(first ?? { kind, seq: null, entryId: entry.id, entry }), count: (first?.count ?? 0) + 1 });
  }
  return { waiting: { count, seconds }, findings: [...findings.values()] };
}
