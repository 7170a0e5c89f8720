import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { deadOf, diedOf } from "./death";
import { epochMs } from "./epoch-ms";
import type { BlockedTries, BlockedWhy, SecretUse, TokenActivity } from "./view";

type Row = Pick<SecretUse, "id" | "tail" | "state" | "createdAt" | "until" | "calls"> & {
  readonly rest: number | null;
  readonly gateway: number | null;
  readonly telemetry: number | null;
  readonly blocked: (BlockedTries & { readonly why: BlockedWhy }) | null;
};

/**
 * The secrets of a token, newest first, with the use of each, and the tries since the token itself died. A try is counted
 * only while what it died of holds: one that was paused, resumed and paused again begins anew.
 */
export async function secretUses(
  db: Db,
  accountId: string,
  tokenId: string,
  days: number,
): Promise<Pick<TokenActivity, "secrets" | "blocked">> {
  const { rows } = await db.execute<Row>(sql`
    select s.id, s.last4 as tail, s.state, ${epochMs(sql`s.created_at`)} as "createdAt",
      ${epochMs(sql`coalesce(s.died_at, s.not_after)`)} as until, ${epochMs(sql`u.rest_at`)} as rest,
      ${epochMs(sql`u.gateway_at`)} as gateway, ${epochMs(sql`u.telemetry_at`)} as telemetry,
      coalesce((select sum(allowed + denied)::float8 from usage_days d
        where d.account_id = s.account_id and d.token_id = s.token_id and d.channel = 'rest' and d.secret_id = s.id
          and d.day > (now() at time zone 'utc')::date - ${days}::integer), 0) as calls,
      case when u.blocked > 0 and u.blocked_since = ${sql.raw(diedOf("u.blocked_why"))}
        and (u.blocked_why = 'rotated' or u.blocked_why = ${deadOf}) then jsonb_build_object(
        'why', u.blocked_why, 'tries', u.blocked, 'since', ${epochMs(sql`u.blocked_since`)},
        'lastAt', ${epochMs(sql`u.blocked_at`)}, 'lastAddress', u.blocked_address, 'lastAgent', u.blocked_agent)
      end as blocked
    from token_secrets s
    join access_tokens t on t.id = s.token_id and t.account_id = s.account_id
    join members m on m.id = t.member_id
    left join usage_secrets u on u.secret_id = s.id
    where s.account_id = ${accountId} and s.token_id = ${tokenId}
    order by s.created_at desc, s.id desc`);
  return { secrets: rows.map(toView), blocked: rows.flatMap(triesOnDead).reduce(together, null) };
}

function toView({ rest, gateway, telemetry, blocked, ...secret }: Row): SecretUse {
  const { why, ...tries } = blocked ?? { why: null };
  return { ...secret, last: { rest, gateway, telemetry }, blocked: why === "rotated" ? (tries as BlockedTries) : null };
}

type Blocked = NonNullable<TokenActivity["blocked"]>;

function triesOnDead({ blocked }: Row): Blocked[] {
  return blocked && blocked.why !== "rotated" ? [{ ...blocked, why: blocked.why }] : [];
}

function together(one: Blocked | null, other: Blocked): Blocked {
  if (!one) return other;
  const newer = one.lastAt > other.lastAt ? one : other;
  return { ...newer, tries: one.tries + other.tries };
}
