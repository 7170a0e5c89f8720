import "server-only";
import fs from "node:fs";
import readline from "node:readline";
import { and, isNotNull, isNull, sql } from "drizzle-orm";
import { auditSeals, installation } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { stands } from "./head-exporter";
import { type Head, readSignedHead } from "./heads";

/** What had left the database of an account's log and is not in it any more: what came behind number `kept`, up to `head`. */
export type Lost = { readonly account: string; readonly kept: number; readonly head: Head };

/** Of so many lines of an account the newest that this installation signed is looked for: others may have written into the file. */
const LINES_TRIED = 20;
const ACCOUNT = /"account":"([^"]{1,100})"/;
const SEQ = /"seq":(\d{1,15})\b/;
const MAC = /"mac":"([0-9a-f]{64})"/;

/**
 * Compares the newest head of each account in a file of exported heads with what stands in the database. What is missing was
 * lost: the database is an older one, restored from a backup (security 3.16), or somebody cut off its end.
 */
export async function findLost(db: Db, file: string): Promise<Lost[]> {
  if (!fs.existsSync(file)) return [];
  const lost: Lost[] = [];
  for (const head of await newestHeads(file)) {
    if (!(await stands(db, head))) lost.push({ account: head.account, kept: await lastStanding(db, file, head), head });
  }
  return lost;
}

/** Holds changes in the whole installation, or lets them go on; answers whether that is anything new. */
export async function noteRestored(db: Db | Tx, restored: boolean): Promise<boolean> {
  const since = installation.restoredSince;
  const noted = await db
    .update(installation)
    .set({ restoredSince: restored ? sql`now()` : null })
    .where(and(restored ? isNull(since) : isNotNull(since)))
    .returning({ id: installation.id });
  return noted.length > 0;
}

/** Whether a restored database waits for somebody to accept that it is one. */
export async function isRestored(db: Db): Promise<boolean> {
  const [row] = await db.select({ since: installation.restoredSince }).from(installation);
  return (row?.since ?? null) !== null;
}

async function* linesOf(file: string): AsyncGenerator<{ account: string; line: string }> {
  const stream = fs.createReadStream(file, "utf8");
  for await (const line of readline.createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const account = ACCOUNT.exec(line)?.[1];
    if (account !== undefined) yield { account, line };
  }
}

/** The last of each account. A signature takes as long to check as hundreds of lines to read: only the end is checked. */
async function newestHeads(file: string): Promise<Head[]> {
  const ends = new Map<string, string[]>();
  for await (const { account, line } of linesOf(file)) {
    const end = ends.get(account) ?? [];
    ends.set(account, end);
    if (end.push(line) > LINES_TRIED) end.shift();
  }
  return [...ends.values()].flatMap((end) => {
    for (const line of end.reverse()) {
      const head = readSignedHead(line);
      if (head) return [head];
    }
    return [];
  });
}

/** The greatest number that was exported and is still what it was; 0 if none is. */
async function lastStanding(db: Db, file: string, { account }: Head): Promise<number> {
  const seqs: number[] = [];
  const macs: string[] = [];
  for await (const { account: whose, line } of linesOf(file)) {
    if (whose !== account) continue;
    const [seq, mac] = [SEQ.exec(line)?.[1], MAC.exec(line)?.[1]];
    if (seq === undefined || mac === undefined) continue;
    seqs.push(Number(seq));
    macs.push(mac);
  }
  const { rows } = await db.execute<{ seq: string }>(sql`
    select coalesce(max(s.seq), 0) as seq from ${auditSeals} s
    join unnest(${sql.param(seqs)}::bigint[], ${sql.param(macs)}::text[]) as head (seq, mac)
      on head.seq = s.seq and decode(head.mac, 'hex') = s.mac
    where s.account_id = ${account}`);
  return Number(rows[0]?.seq ?? 0);
}
