import "server-only";
import { sql } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import type { TokenSet } from "../list-input";
import type { ExpiryWeeks } from "../list-view";
import { COUNTED_TO } from "./counts";
import { FROM, tokenSetSql, wholly } from "./set";

const WEEKS = 12;

/**
 * How many tokens of a set end in each of twelve weeks from today, in days of UTC, and how many never: of each kind at most
 * one more than 1 000. What is asked of the expiry is left out, since the picture is what it is chosen by.
 */
export async function expiryWeeks(db: Db, principal: Principal, set: TokenSet): Promise<ExpiryWeeks> {
  const where = wholly(await tokenSetSql(db, principal, set, "exp"));
  const today = sql`(now() at time zone 'utc')::date`;
  const startOf = (days: ReturnType<typeof sql>) => sql`(${today} + ${days})::timestamp at time zone 'utc'`;
  const count = (kind: "personal" | "service", expiry: ReturnType<typeof sql>) =>
    sql`(select count(*)::integer from (select 1 ${FROM} where ${where} and access_tokens.kind = ${kind} and ${expiry}
      limit ${COUNTED_TO + 1}) counted)`;
  const ends = sql`access_tokens.not_after >= greatest(now(), ${startOf(sql`7 * week`)})
    and access_tokens.not_after < ${startOf(sql`7 * (week + 1)`)}`;
  const never = sql`access_tokens.not_after is null`;
  const { rows } = await db.execute<{ from: string | null; to: string | null; personal: number; service: number }>(sql`
    select (${today} + 7 * week)::text as "from", (${today} + 7 * week + 6)::text as "to",
      ${count("personal", ends)} as personal, ${count("service", ends)} as service
    from generate_series(0, ${WEEKS - 1}) week
    union all select null, null, ${count("personal", never)}, ${count("service", never)}
    order by "from" nulls last`);
  const weeks = rows.flatMap(({ from, to, ...counts }) => (from && to ? [{ from, to, ...counts }] : []));
  const { personal = 0, service = 0 } = rows.at(-1) ?? {};
  return { weeks, none: { personal, service } };
}
