import "server-only";
import { sql } from "drizzle-orm";
import { CHANNELS, type Channel } from "@/lib/core/channel";
import { type Db, expectRow } from "@/lib/db/client";
import { completeUntil } from "./complete-until";
import { daysUntil } from "./days";
import { epochMs } from "./epoch-ms";
import { knownZone, weekOf } from "./hours";
import { ACTIVITY_DAYS } from "./limits";
import { secretUses } from "./secret-uses";
import { usedActions } from "./used-actions";
import type { ChannelTimes, Counts, TokenActivity, UsageDay, UsageSource } from "./view";

type Asked = { readonly days?: number; readonly zone?: string };
type DayRow = Counts & { readonly day: string; readonly channel: Channel; readonly hours: number[] | null };

/**
 * What a token's page says about its use over the last `days` days, hours in the IANA `zone` (UTC if it is not known). The
 * caller has found out that the token is the account's and may be seen; of another account's there is nothing in it.
 */
export async function tokenActivity(
  db: Db,
  accountId: string,
  tokenId: string,
  { days = ACTIVITY_DAYS, zone: asked = "UTC" }: Asked = {},
): Promise<TokenActivity> {
  const [summary, counted, sources, actions, { secrets, blocked }] = await Promise.all([
    summaryOf(db, accountId, tokenId),
    countedOf(db, accountId, tokenId, days),
    sourcesOf(db, accountId, tokenId),
    usedActions(db, accountId, [tokenId], days),
    secretUses(db, accountId, tokenId, days),
  ]);
  const zone = knownZone(asked);
  const hours = weekOf(
    counted.flatMap(({ day, hours }) => (hours ? [{ day, hours }] : [])),
    zone,
  );
  const dense = denseDays(daysUntil(summary.today, days), counted);
  const { first, last, lastRoute, completeUntil } = summary;
  const used = actions.get(tokenId) ?? [];
  return { days: dense, hours, zone, first, last, lastRoute, sources, actions: used, secrets, blocked, completeUntil };
}

function denseDays(days: readonly string[], counted: readonly DayRow[]): UsageDay[] {
  const found = new Map(counted.map((row) => [`${row.channel} ${row.day}`, row]));
  const countsOf = (channel: Channel, day: string): Counts => {
    const { allowed, denied } = found.get(`${channel} ${day}`) ?? { allowed: 0, denied: 0 };
    return { allowed, denied };
  };
  return days.map((day) => {
    const [rest, gateway, telemetry] = CHANNELS.map((channel) => countsOf(channel, day)) as [Counts, Counts, Counts];
    return { day, rest, gateway, telemetry };
  });
}

async function countedOf(db: Db, accountId: string, tokenId: string, days: number): Promise<DayRow[]> {
  const { rows } = await db.execute<DayRow>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, channel, sum(allowed)::float8 as allowed, sum(denied)::float8 as denied,
      (select array_agg(uses order by hour) from (
        select slot.hour, sum(slot.uses)::integer as uses
        from usage_days again, unnest(again.hours) with ordinality as slot(uses, hour)
        where again.account_id = counted.account_id and again.token_id = counted.token_id
          and again.channel = counted.channel and again.day = counted.day
        group by slot.hour) as summed) as hours
    from usage_days counted
    where account_id = ${accountId} and token_id = ${tokenId}
      and day > (now() at time zone 'utc')::date - ${days}::integer
    group by account_id, token_id, channel, day`);
  return rows;
}

type SummaryRow = {
  readonly today: string;
  readonly completeUntil: number;
  readonly lastRoute: string | null;
} & Readonly<Record<`${Channel}${"First" | "Last"}`, number | null>>;

type Summary = Pick<SummaryRow, "today" | "completeUntil" | "lastRoute"> & {
  readonly first: ChannelTimes;
  readonly last: ChannelTimes;
};

async function summaryOf(db: Db, accountId: string, tokenId: string): Promise<Summary> {
  const { rows } = await db.execute<SummaryRow>(sql`
    select to_char(now() at time zone 'utc', 'YYYY-MM-DD') as today, rest_route as "lastRoute",
      ${epochMs(sql`rest_first_at`)} as "restFirst", ${epochMs(sql`gateway_first_at`)} as "gatewayFirst",
      ${epochMs(sql`telemetry_first_at`)} as "telemetryFirst", ${epochMs(sql`rest_at`)} as "restLast",
      ${epochMs(sql`gateway_at`)} as "gatewayLast", ${epochMs(sql`telemetry_at`)} as "telemetryLast",
      ${epochMs(completeUntil)} as "completeUntil"
    from (select 1) as one left join token_uses on token_id = ${tokenId} and account_id = ${accountId}`);
  const { today, completeUntil: until, lastRoute, ...at } = expectRow(rows[0]);
  const first = { rest: at.restFirst, gateway: at.gatewayFirst, telemetry: at.telemetryFirst };
  const last = { rest: at.restLast, gateway: at.gatewayLast, telemetry: at.telemetryLast };
  return { today, completeUntil: until, lastRoute, first, last };
}

async function sourcesOf(db: Db, accountId: string, tokenId: string): Promise<UsageSource[]> {
  const { rows } = await db.execute<UsageSource>(sql`
    select channel, address, agent, uses::float8 as uses, ${epochMs(sql`first_at`)} as "firstAt", ${epochMs(sql`last_at`)} as "lastAt"
    from usage_sources where account_id = ${accountId} and token_id = ${tokenId}
    order by last_at desc, address, agent`);
  return rows;
}
