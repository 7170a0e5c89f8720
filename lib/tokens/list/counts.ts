import "server-only";
import { type SQL, sql } from "drizzle-orm";
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
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::integer as n from (${someOf(set)}) found`);
  return counted(expectRow(rows[0]).n);
}

/** Ids of a set, in no order, one more than is counted. Each reason has an index of its own; all of them together have none. */
export function someOf(set: TokenSetSql): SQL {
  const limit = sql.raw(String(COUNTED_TO + 1));
  if (set.reasons.length === 0) return sql`select access_tokens.id ${FROM} where ${wholly(set)} limit ${limit}`;
  const each = set.reasons.map(
    (reason) =>
      sql`(select access_tokens.id ${FROM} where ${endedIs(false)} and ${set.where} and ${reason} limit ${limit})`,
  );
  return sql`select id from (${sql.join(each, sql` union `)}) any_of limit ${limit}`;
}
