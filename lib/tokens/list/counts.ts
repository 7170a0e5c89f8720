import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import { type Db, expectRow } from "@/lib/db/client";
import { type Counted, NO_FILTERS, type TabCounts, TOKEN_TABS } from "../list-view";
import { endedIs, FROM, type TokenSetSql, tokenSetSql, wholly } from "./set";

/** Counting stops here: beyond it, a number tells nobody more. */
export const COUNTED_TO = 1_000;

/** What a number of rows, read up to one more than is counted, comes to. */
export const counted = (rows: number): Counted => ({ n: Math.min(rows, COUNTED_TO), capped: rows > COUNTED_TO });

/** How many tokens each tab holds for the principal. */
export async function countTokenTabs(db: Db, principal: Principal): Promise<TabCounts> {
  const each = TOKEN_TABS.map(async (tab) => {
    const set = await tokenSetSql(db, principal, { tab, filters: NO_FILTERS });
    return [tab, await countSet(db, set)] as const;
  });
  return Object.fromEntries(await Promise.all(each)) as TabCounts;
}

/** How many tokens need attention, for the way to them. */
export async function countAttention(db: Db, principal: Principal): Promise<Counted> {
  return countSet(db, await tokenSetSql(db, principal, { tab: "attention", filters: NO_FILTERS }));
}

/** How many tokens are in a set, exactly up to `COUNTED_TO`: no more of them than that is looked at. */
export async function countSet(db: Db, set: TokenSetSql): Promise<Counted> {
  if (set.reasons.length > 0) return counted((await someOf(db, set, COUNTED_TO + 1)).length);
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::integer as n from (${idsSql(wholly(set), COUNTED_TO + 1)}) found`,
  );
  return counted(expectRow(rows[0]).n);
}

/**
 * The ids of a set, at most so many, in no order. Each reason for attention has an index of its own and all of them together
 * have none: so they are asked one by one, until there are enough.
 */
export async function someOf(db: Db, set: TokenSetSql, limit: number): Promise<string[]> {
  if (set.reasons.length === 0) return ids(db, idsSql(wholly(set), limit));
  const found = new Set<string>();
  for (const reason of set.reasons) {
    const more = await ids(db, idsSql(and(endedIs(false), set.where, reason) ?? reason, limit));
    for (const id of more) if (found.size < limit) found.add(id);
    if (found.size === limit) break;
  }
  return [...found];
}

const idsSql = (where: SQL, limit: number): SQL => sql`select access_tokens.id ${FROM} where ${where} limit ${limit}`;

async function ids(db: Db, query: SQL): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(query);
  return rows.map(({ id }) => id);
}
