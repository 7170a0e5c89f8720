import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { BatchRows } from "./batch-rows";
import { diedOf } from "./death";
import { SOURCES_KEPT } from "./limits";

/** Who writes: the number of the batch, and how many milliseconds ago it was that all before is written with it. */
export type WriterMark = { readonly writer: string; readonly number: number; readonly completeAgo: number };

/**
 * Writes one batch in one transaction, once: a number that the writer has written already is passed over. Counts are added
 * to what is there and instants only move outwards, so that instances may write in any order. By the database's clock: what
 * counts is how long ago something was.
 */
export async function writeBatch(db: Db, mark: WriterMark, rows: BatchRows): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await begin(tx, mark))) return;
    if (rows.uses.length > 0) await addUses(tx, rows);
    if (rows.sources.length > 0) await addSources(tx, rows.sources);
    if (rows.blocked.length > 0) await tx.execute(addBlocked(rows.blocked));
  });
}

/** Says that the writer lives, and that nothing that it saw until then is missing. */
export async function writeMark(db: Db, { writer, completeAgo }: WriterMark): Promise<void> {
  await db.execute(sql`
    insert into usage_writers as kept (id, batch, complete_until, seen_at)
    values (${writer}, 0, ${instantAgo(completeAgo)}, now())
    on conflict (id) do update set seen_at = now(),
      complete_until = greatest(kept.complete_until, excluded.complete_until)`);
}

/** Nobody waits for a writer that has written everything and ended. */
export async function forgetWriter(db: Db, writer: string): Promise<void> {
  await db.execute(sql`delete from usage_writers where id = ${writer}`);
}

async function begin(tx: Tx, { writer, number, completeAgo }: WriterMark): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    insert into usage_writers as kept (id, batch, complete_until, seen_at)
    values (${writer}, ${number}, ${instantAgo(completeAgo)}, now())
    on conflict (id) do update set batch = excluded.batch, seen_at = now(),
      complete_until = greatest(kept.complete_until, excluded.complete_until)
    where kept.batch < excluded.batch`);
  return rowCount === 1;
}

async function addUses(tx: Tx, { uses, secrets, actions }: BatchRows): Promise<void> {
  await tx.execute(sql`
    insert into token_uses as kept (token_id, account_id, rest_at, gateway_at, telemetry_at,
      rest_first_at, gateway_first_at, telemetry_first_at, rest_route)
    select token_id, account_id, ${at("rest_ago")}, ${at("gateway_ago")}, ${at("telemetry_ago")},
      ${at("rest_first_ago")}, ${at("gateway_first_ago")}, ${at("telemetry_first_ago")}, route
    from ${records(uses, "token_id text, account_id text, route text, rest_ago float8, gateway_ago float8, telemetry_ago float8, rest_first_ago float8, gateway_first_ago float8, telemetry_first_ago float8")}
    on conflict (token_id) do update set
      rest_route = case when kept.rest_at > excluded.rest_at then kept.rest_route
        else coalesce(excluded.rest_route, kept.rest_route) end,
      rest_at = greatest(kept.rest_at, excluded.rest_at),
      gateway_at = greatest(kept.gateway_at, excluded.gateway_at),
      telemetry_at = greatest(kept.telemetry_at, excluded.telemetry_at),
      rest_first_at = least(kept.rest_first_at, excluded.rest_first_at),
      gateway_first_at = least(kept.gateway_first_at, excluded.gateway_first_at),
      telemetry_first_at = least(kept.telemetry_first_at, excluded.telemetry_first_at)`);
  await tx.execute(addDays(secrets));
  await tx.execute(addSecrets(secrets));
  await tx.execute(addActions(actions));
}

const COUNTS = "token_id text, account_id text, channel text, allowed integer, denied integer, ago float8";

const addDays = (secrets: BatchRows["secrets"]): SQL => sql`
  insert into usage_days as kept (token_id, channel, day, secret_id, account_id, allowed, denied, hours)
  select token_id, channel, ${utc("ago")}::date, secret_id, account_id, allowed, denied,
    case when channel = 'rest' then (
      select array_agg(case when slot = extract(hour from ${utc("ago")}) then allowed + denied else 0 end order by slot)
      from generate_series(0, 23) as slot) end
  from ${records(secrets, `${COUNTS}, secret_id text`)}
  order by token_id, channel, secret_id
  on conflict (token_id, channel, day, secret_id) do update set
    allowed = kept.allowed + excluded.allowed, denied = kept.denied + excluded.denied,
    hours = (select array_agg(was + more order by slot)
      from unnest(kept.hours, excluded.hours) with ordinality as added (was, more, slot))`;

const addSecrets = (secrets: BatchRows["secrets"]): SQL => sql`
  insert into usage_secrets as kept (secret_id, token_id, account_id, rest_at, gateway_at, telemetry_at)
  select secret_id, token_id, account_id, max(${at("ago")}) filter (where channel = 'rest'),
    max(${at("ago")}) filter (where channel = 'gateway'), max(${at("ago")}) filter (where channel = 'telemetry')
  from ${records(secrets, `${COUNTS}, secret_id text`)}
  group by secret_id, token_id, account_id
  order by token_id, secret_id
  on conflict (secret_id) do update set rest_at = greatest(kept.rest_at, excluded.rest_at),
    gateway_at = greatest(kept.gateway_at, excluded.gateway_at),
    telemetry_at = greatest(kept.telemetry_at, excluded.telemetry_at)`;

const addActions = (actions: BatchRows["actions"]): SQL => sql`
  insert into usage_actions as kept (token_id, day, channel, kind, action, account_id, allowed, denied)
  select token_id, ${utc("ago")}::date, channel, kind, action, account_id, allowed, denied
  from ${records(actions, `${COUNTS}, kind text, action text`)}
  order by token_id, channel, kind, action
  on conflict (token_id, day, channel, kind, action) do update set
    allowed = kept.allowed + excluded.allowed, denied = kept.denied + excluded.denied`;

/** Two agents may be one once they are shortened. Of each channel only the newest are kept. */
async function addSources(tx: Tx, sources: BatchRows["sources"]): Promise<void> {
  const { rows } = await tx.execute<{ tokenId: string; fresh: boolean }>(sql`
    insert into usage_sources as kept (token_id, channel, address, agent, account_id, uses, first_at, last_at)
    select token_id, channel, address, agent, account_id, sum(uses), min(${at("first_ago")}), max(${at("ago")})
    from ${records(sources, "token_id text, account_id text, channel text, address text, agent text, uses integer, first_ago float8, ago float8")}
    group by token_id, channel, address, agent, account_id
    order by token_id, channel, address, agent
    on conflict (token_id, channel, address, agent) do update set uses = kept.uses + excluded.uses,
      first_at = least(kept.first_at, excluded.first_at), last_at = greatest(kept.last_at, excluded.last_at)
    returning token_id as "tokenId", xmax = 0 as fresh`);
  const grown = [...new Set(rows.filter(({ fresh }) => fresh).map(({ tokenId }) => tokenId))];
  if (grown.length === 0) return;
  await tx.execute(sql`
    delete from usage_sources where ctid in (
      select ctid from (
        select ctid, row_number() over (partition by token_id, channel order by last_at desc, address, agent) as place
        from usage_sources where token_id in (select jsonb_array_elements_text(${JSON.stringify(grown)}::jsonb))) as placed
      where place > ${SOURCES_KEPT})`);
}

/** A try whose death is over when it is written, as that of a token resumed since, is not counted. */
const addBlocked = (blocked: BatchRows["blocked"]): SQL => sql`
  insert into usage_secrets as kept (secret_id, token_id, account_id, blocked, blocked_why, blocked_since, blocked_at,
    blocked_address, blocked_agent)
  select secret_id, token_id, account_id, tries, why, since, at, address, agent
  from (
    select s.id as secret_id, s.token_id, s.account_id, tried.tries, tried.why, ${diedOf(sql`tried.why`)} as since,
      ${at("tried.ago")} as at, nullif(tried.address, '') as address, nullif(tried.agent, '') as agent
    from ${records(blocked, "secret_id text, account_id text, why text, address text, agent text, tries integer, ago float8", "tried")}
    join token_secrets s on s.id = tried.secret_id and s.account_id = tried.account_id
    join access_tokens t on t.id = s.token_id
    join members m on m.id = t.member_id) as blocked
  where since is not null
  order by token_id, secret_id
  on conflict (secret_id) do update set
    blocked = excluded.blocked + case when kept.blocked_why = excluded.blocked_why
      and kept.blocked_since = excluded.blocked_since then kept.blocked else 0 end,
    blocked_why = excluded.blocked_why, blocked_since = excluded.blocked_since, blocked_at = excluded.blocked_at,
    blocked_address = excluded.blocked_address, blocked_agent = excluded.blocked_agent`;

/** Rows as a table of these columns, in the order in which they are given. */
const records = (rows: readonly object[], columns: string, name = "noted"): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${sql.raw(`${name} (${columns})`)}`;

const instantAgo = (ms: number): SQL => sql`now() - ${ms}::float8 * interval '1 millisecond'`;
const at = (column: string): SQL => sql.raw(`now() - ${column} * interval '1 millisecond'`);
const utc = (column: string): SQL => sql.raw(`((now() - ${column} * interval '1 millisecond') at time zone 'utc')`);
