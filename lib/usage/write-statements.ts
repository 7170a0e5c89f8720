import { diedOf } from "./death";

// Written out and kept by name on their connections (ruling R35): a gateway that waits for its use to be committed waits for these.
// Rows are written in one order in every table, so that instances do not wait for each other in a ring.

const records = (parameter: string, columns: string, name = "noted") =>
  `jsonb_to_recordset(${parameter}::jsonb) as ${name} (${columns})`;
const at = (column: string) => `now() - ${column} * interval '1 millisecond'`;
const utc = (column: string) => `((${at(column)}) at time zone 'utc')`;
const COUNTS = "token_id text, account_id text, channel text, allowed integer, denied integer, ago float8";
const CHANNEL_TIMES = ["rest", "gateway", "telemetry"];
const timesOf = (write: (channel: string) => string) => CHANNEL_TIMES.map(write).join(", ");

/** Whether the batch is new, by its number: only then `mark` has a row, and what joins it writes. */
const MARK = `
  insert into usage_writers as kept (id, batch, complete_until, seen_at)
  values ($1::text, $2::integer, ${at("$3::float8")}, now())
  on conflict (id) do update set batch = excluded.batch, seen_at = now(),
    complete_until = greatest(kept.complete_until, excluded.complete_until)
  where kept.batch < excluded.batch
  returning id`;

const USES = `
  insert into token_uses as kept (token_id, account_id, ${timesOf((c) => `${c}_at, ${c}_first_at`)}, rest_route)
  select token_id, account_id, ${timesOf((c) => `${at(`${c}_ago`)}, ${at(`${c}_first_ago`)}`)}, route
  from mark, ${records("$4", `token_id text, account_id text, route text, ${timesOf((c) => `${c}_ago float8, ${c}_first_ago float8`)}`)}
  order by token_id
  on conflict (token_id) do update set
    rest_route = case when kept.rest_at > excluded.rest_at then kept.rest_route
      else coalesce(excluded.rest_route, kept.rest_route) end,
    ${timesOf((c) => `${c}_at = greatest(kept.${c}_at, excluded.${c}_at), ${c}_first_at = least(kept.${c}_first_at, excluded.${c}_first_at)`)}`;

const DAYS = `
  insert into usage_days as kept (token_id, channel, day, secret_id, account_id, allowed, denied, hours)
  select token_id, channel, ${utc("ago")}::date, secret_id, account_id, allowed, denied,
    case when channel = 'rest' then (
      select array_agg(case when slot = extract(hour from ${utc("ago")}) then allowed + denied else 0 end order by slot)
      from generate_series(0, 23) as slot) end
  from mark, ${records("$5", `${COUNTS}, secret_id text`)}
  order by token_id, channel, secret_id
  on conflict (token_id, channel, day, secret_id) do update set
    allowed = kept.allowed + excluded.allowed, denied = kept.denied + excluded.denied,
    hours = (select array_agg(was + more order by slot)
      from unnest(kept.hours, excluded.hours) with ordinality as added (was, more, slot))`;

const SECRETS = `
  insert into usage_secrets as kept (secret_id, token_id, account_id, ${timesOf((c) => `${c}_at`)})
  select secret_id, token_id, account_id, ${timesOf((c) => `max(${at("ago")}) filter (where channel = '${c}')`)}
  from mark, ${records("$5", `${COUNTS}, secret_id text`)}
  group by secret_id, token_id, account_id
  order by token_id, secret_id
  on conflict (secret_id) do update set ${timesOf((c) => `${c}_at = greatest(kept.${c}_at, excluded.${c}_at)`)}`;

const ACTIONS = `
  insert into usage_actions as kept (token_id, day, channel, kind, action, account_id, allowed, denied)
  select token_id, ${utc("ago")}::date, channel, kind, action, account_id, allowed, denied
  from mark, ${records("$6", `${COUNTS}, kind text, action text`)}
  order by token_id, channel, kind, action
  on conflict (token_id, day, channel, kind, action) do update set
    allowed = kept.allowed + excluded.allowed, denied = kept.denied + excluded.denied`;

/** Two agents may be one once they are shortened. */
const SOURCES = `
  insert into usage_sources as kept (token_id, channel, address, agent, account_id, uses, first_at, last_at)
  select token_id, channel, address, agent, account_id, sum(uses), min(${at("first_ago")}), max(${at("ago")})
  from mark, ${records("$7", "token_id text, account_id text, channel text, address text, agent text, uses integer, first_ago float8, ago float8")}
  group by token_id, channel, address, agent, account_id
  order by token_id, channel, address, agent
  on conflict (token_id, channel, address, agent) do update set uses = kept.uses + excluded.uses,
    first_at = least(kept.first_at, excluded.first_at), last_at = greatest(kept.last_at, excluded.last_at)
  returning token_id, xmax = 0 as fresh`;

/** A whole batch but for tries; says whether it was new, and which tokens have a source that they had not. */
export const WRITE = {
  name: "usage_write",
  text: `with mark as (${MARK}), uses as (${USES}), days as (${DAYS}), secrets as (${SECRETS}), actions as (${ACTIONS}),
    sources as (${SOURCES})
    select exists (select from mark) as taken,
      coalesce((select json_agg(distinct token_id) from sources where fresh), '[]') as grown`,
};

/** A try whose death is over when it is written, as that of a token resumed since, is not counted. */
export const WRITE_BLOCKED = {
  name: "usage_write_blocked",
  text: `
  insert into usage_secrets as kept (secret_id, token_id, account_id, blocked, blocked_why, blocked_since, blocked_at,
    blocked_address, blocked_agent)
  select secret_id, token_id, account_id, tries, why, since, at, address, agent
  from (
    select s.id as secret_id, s.token_id, s.account_id, tried.tries, tried.why, ${diedOf("tried.why")} as since,
      ${at("tried.ago")} as at, nullif(tried.address, '') as address, nullif(tried.agent, '') as agent
    from ${records("$1", "secret_id text, account_id text, why text, address text, agent text, tries integer, ago float8", "tried")}
    join token_secrets s on s.id = tried.secret_id and s.account_id = tried.account_id
    join access_tokens t on t.id = s.token_id
    join members m on m.id = t.member_id) as blocked
  where since is not null
  order by token_id, secret_id
  on conflict (secret_id) do update set
    blocked = excluded.blocked + case when kept.blocked_why = excluded.blocked_why
      and kept.blocked_since = excluded.blocked_since then kept.blocked else 0 end,
    blocked_why = excluded.blocked_why, blocked_since = excluded.blocked_since, blocked_at = excluded.blocked_at,
    blocked_address = excluded.blocked_address, blocked_agent = excluded.blocked_agent`,
};
