import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import type { TokenSet } from "../list-input";
import type { ExpiryWeeks } from "../list-view";
import { COUNTED_TO } from "./counts";
import { FROM, type TokenSetSql, tokenSetSql, wholly } from "./set";

const WEEKS = 12;
/** So many that end are looked at, the soonest first: a week in which more end than anybody can look after says so anyway. */
const LOOKED_AT = 20 * COUNTED_TO;

const TODAY = sql`(now() at time zone 'utc')::date`;
const startOf = (week: SQL | number) => sql`(${TODAY} + 7 * ${week})::timestamp at time zone 'utc'`;

type Row = { week: number; from: string; to: string; personal: number; service: number };

/**
 * How many tokens of a set end in each of twelve weeks from today, in days of UTC, of at most `LOOKED_AT`; and how many never
 * do, at most one more than 1 000 of each kind. What is asked of the expiry is left out: by this it is chosen.
 */
export async function expiryWeeks(db: Db, principal: Principal, asked: TokenSet): Promise<ExpiryWeeks> {
  const set = await tokenSetSql(db, principal, asked, "exp");
  const ending = sql`access_tokens.not_after > now() and access_tokens.not_after < ${startOf(sql.raw(String(WEEKS)))}`;
  const [{ rows }, none] = await Promise.all([
    db.execute<Row>(sql`
      with ends as (
        select access_tokens.kind, (access_tokens.not_after at time zone 'utc')::date as day ${FROM}
        where ${wholly(set)} and ${ending} order by access_tokens.not_after limit ${LOOKED_AT}
      )
      select week, (${TODAY} + 7 * week)::text as "from", (${TODAY} + 7 * week + 6)::text as "to",
        count(*) filter (where kind = 'personal')::integer as personal,
        count(*) filter (where kind = 'service')::integer as service
      from generate_series(0, ${WEEKS - 1}) week left join ends on (day - ${TODAY}) / 7 = week
      group by week order by week`),
    withoutEnd(db, set),
  ]);
  return { weeks: rows.map(({ week: _, ...counts }) => counts), none };
}

async function withoutEnd(db: Db, set: TokenSetSql): Promise<ExpiryWeeks["none"]> {
  const some = (kind: "personal" | "service") => sql`(select count(*)::integer from (select 1 ${FROM}
    where ${wholly(set)} and access_tokens.not_after is null and access_tokens.kind = ${kind} limit ${COUNTED_TO + 1}) counted)`;
  const { rows } = await db.execute<ExpiryWeeks["none"]>(
    sql`select ${some("personal")} as personal, ${some("service")} as service`,
  );
  return rows[0] ?? { personal: 0, service: 0 };
}
