import "server-only";
import { sql } from "drizzle-orm";
import { newId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import { groupOf } from "@/lib/usage/action-group";
import { batchRows } from "@/lib/usage/batch-rows";
import type { Tallies } from "@/lib/usage/pending";
import { Tally } from "@/lib/usage/tally";
import { forgetWriter, writeBatch } from "@/lib/usage/write-batch";
import { chance, type Habit, habitOf } from "./habits";

const HOUR_MS = 3_600_000;
const DAYS = 130;
const UNLIMITED = { left: Number.POSITIVE_INFINITY };

type Used = {
  readonly tokenId: string;
  readonly secretId: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly name: string;
  readonly habit: Habit;
};

/** Gives the demo's tokens months of use, through the ledger's own writer, an hour a batch. */
export async function giveUses(db: Db, accountId: string): Promise<void> {
  const tokens = await usedTokens(db, accountId);
  const writer = newId();
  const now = Date.now();
  const start = Math.floor(now / HOUR_MS) * HOUR_MS - DAYS * 24 * HOUR_MS;
  let number = 0;
  for (let hour = start; hour <= now; hour += HOUR_MS) {
    const tallies = tokens.flatMap((token, n) => hourOf(accountId, token, { n, hour, now }));
    if (tallies.length > 0) await writeBatch(db, { writer, number: ++number, completeAgo: 0 }, batchRows(tallies, now));
  }
  await forgetWriter(db, writer);
}

async function usedTokens(db: Db, accountId: string): Promise<Used[]> {
  const { rows } = await db.execute<Omit<Used, "habit">>(sql`
    select t.id as "tokenId", t.name, s.id as "secretId", extract(epoch from t.created_at)::float8 * 1000 as "createdAt",
      extract(epoch from coalesce(t.revoked_at, t.deactivated_at))::float8 * 1000 as "endedAt"
    from access_tokens t join token_secrets s on s.token_id = t.id
    where t.account_id = ${accountId} order by t.id`);
  return rows.flatMap((token, n) => {
    const habit = habitOf(token.name, n);
    return habit ? [{ ...token, habit }] : [];
  });
}

type At = { readonly n: number; readonly hour: number; readonly now: number };

/** What a token did in one hour: nothing, mostly. */
function hourOf(accountId: string, token: Used, { n, hour, now }: At): Tallies {
  const { habit, tokenId, secretId } = token;
  const minutes = 60 * chance(n, hour, 1);
  const at = Math.min(hour + minutes * 60_000, now - (n % 7) * 140_000 - 20_000);
  const back = Math.floor((now - hour) / (24 * HOUR_MS));
  if (at < Math.max(token.createdAt, hour) || at > (token.endedAt ?? now)) return [];
  const calls = Math.round(habit.calls(new Date(hour), back) * (0.6 + 0.8 * chance(n, hour, 2)));
  if (calls < 1) return [];
  const tally = new Tally(accountId);
  for (let call = 0; call < calls; call++) {
    const ask = habit.asks[Math.floor(chance(n, hour, call + 3) * habit.asks.length)];
    const denied = back < 20 && chance(n, hour, call + 7) < habit.denied;
    const from = { address: `203.0.113.${10 + ((n * 7 + (call % habit.addresses)) % 200)}`, agent: habit.agent };
    const groups = [groupOf(ask ?? { action: "", resource: "" })];
    const { channel } = habit;
    const route = channel === "rest" ? (ask?.route ?? "GET /api/v2/caller-identity") : null;
    tally.add({ accountId, tokenId, secretId, channel, denied, groups, route, ...from }, at, UNLIMITED);
  }
  return [[tokenId, tally]];
}
