// The account that an administrator of 100 000 tokens has: rows made by the database itself, in a minute or two.
// Every row is one that the product could have written: names, kinds, roles, ends, uses, and an audit entry for each act.

/** What an account is to hold. */
export const LARGE = { tokens: 100_000, members: 500, roles: 200, audit: 1_000_000 };
export const SMALL = { tokens: 1_000, members: 20, roles: 10, audit: 10_000 };

const FILLED = ["members", "custom_roles", "custom_role_versions", "member_roles", "access_tokens", "token_secrets"];
const LOGGED = ["token_roles", "token_uses", "usage_days", "usage_actions", "usage_sources", "usage_secrets"];
const TABLES = [...FILLED, ...LOGGED, "audit_entries"];

/** Where an account's log stands until its entries are signed: only the product can do that. */
const UNSIGNED = "bench_unsigned_entries";

/**
 * Fills accounts that have an Owner and nothing else: `[{ accountId, ownerId, size, n }]`. Indexes are made afterwards and
 * triggers do not run, so that it takes the time of writing rows; but for the log, which `signed` moves out of the table that it is
 * given the name of.
 */
export async function fill(pool, accounts, signed) {
  const db = await pool.connect();
  try {
    await db.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '128MB'");
    await db.query("set maintenance_work_mem = '256MB'");
    const indexes = await takeIndexes(db);
    await db.query(`create unlogged table ${UNSIGNED} (like audit_entries including defaults, primary key (id))`);
    for (const account of accounts) await fillAccount(db, account);
    await signed(UNSIGNED);
    await db.query(`drop table ${UNSIGNED}`);
    for (const definition of indexes) await db.query(definition);
    for (const table of TABLES) await db.query(`vacuum (analyze) ${table}`);
  } finally {
    db.release(true);
  }
}

/** Drops the indexes that hold no rule, and answers with how to make them again. */
async function takeIndexes(db) {
  const { rows } = await db.query(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.schemaname = 'public' and i.tablename = any($1)
        and not exists (select from pg_constraint c where c.conname = i.indexname)
        and i.indexdef not like 'CREATE UNIQUE%'`,
    [TABLES],
  );
  for (const { name } of rows) await db.query(`drop index "${name}"`);
  return rows.map(({ definition }) => definition);
}

async function fillAccount(db, { accountId, ownerId, size, n }) {
  const { tokens, members, roles, audit } = size;
  // Ids like the product's: when it was made, then what tells it apart.
  const id = (kind, row, at = "made_at") =>
    `lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '${n}${kind}' || lpad(to_hex(${row}), 10, '0')`;
  const run = (sql, values = []) => db.query(sql.replaceAll(":account", `'${accountId}'`), values);

  await run(
    `insert into members (id, account_id, email, email_key, first_name, last_name, base_role, password_hash, invited_by,
      created_at, joined_at)
    select ${id(1, "i")}, :account, lower(given || '.' || i || '@a${n}.example'), lower(given || '.' || i || '@a${n}.example'),
      given, family, (array['writer','writer','writer','writer','writer','writer','reader','reader','admin','writer'])[1 + i % 10],
      'none', $1, made_at, made_at + interval '1 hour'
    from (select i, now() - (1100 - i % 400) * interval '1 day' as made_at,
      (array['Aiko','Lena','Tomas','Noor','Jonas','Maya','Sam','Chiara','Dmitri','Grace','Yusuf','Ines'])[1 + i % 12] as given,
      (array['Mori','Weiss','Ruiz','Haddad','Berg','Okafor','Lind','Conti','Volkov','Demir','Sato'])[1 + i % 11] as family
      from generate_series(1, $2::int) i) made`,
    [ownerId, members - 1],
  );
  await run(
    `with made as (select i, now() - (800 - i) * interval '1 day' as made_at from generate_series(1, $1::int) i),
    role as (insert into custom_roles (id, account_id, key, name, description, base_permissions, resource_category, policy, created_at, modified_at)
      select ${id(2, "i")}, :account, 'team-' || i || '-deployers', 'Deployers of team ' || i, 'Turns flags on and off', 'reader', 'any',
        jsonb_build_array(jsonb_build_object('effect', 'allow', 'actions', jsonb_build_array('updateOn', 'updateRules'),
          'resources', jsonb_build_array('proj/p' || i || ':env/production:flag/*'))), made_at, made_at from made returning *)
    insert into custom_role_versions (role_id, version, account_id, name, description, base_permissions, policy, saved_at, saved_by)
    select id, 1, account_id, name, description, base_permissions, policy, created_at, $2 from role`,
    [roles, ownerId],
  );
  await run(
    `insert into member_roles (member_id, role_id, account_id, position)
    select m.id, r.id, :account, 0 from (select id, row_number() over (order by id) as i from members where account_id = :account and base_role = 'reader') m
    join (select id, row_number() over (order by id) as i from custom_roles where account_id = :account) r on r.i = 1 + m.i % $1::int
    where m.i % 4 = 0`,
    [roles],
  );
  await fillTokens(run, id, tokens, roles);
  await fillUses(run);
  await fillAudit(run, id, audit);
}

async function fillTokens(run, id, tokens, roles) {
  // A token is made by a member; what it may do is the lesser of what it says and what they have, as the lists say it. What
  // is told apart by different primes has nothing to do with each other, but for the hard case of a filter: no token with an
  // inline policy was ever used, so that the order by use comes to them last.
  await run(
    `create temp table made on commit preserve rows as
    select i, ${id(3, "i")} as id, m.id as member_id, m.base_role as of_member, made_at,
      case when i % 11 < 2 then 'service' else 'personal' end as kind,
      case when i % 20 = 7 then 'inline' when i % 7 = 3 then 'custom' else 'base' end as source,
      case when i % 47 = 11 then 'writer' when i % 31 = 8 and m.base_role = 'admin' then 'admin'
        when m.base_role = 'reader' or i % 3 > 0 then 'reader' else 'writer' end as role,
      (i * 7919) % 101 as p, case when (i * 7919) % 101 between 3 and 10 then 'revoked'
        when (i * 7919) % 101 = 2 and i % 11 > 1 then 'deactivated' end as dead_of
    from (select i, now() - (i * 37 % 997) * interval '1 day' - (i % 86400) * interval '1 second' as made_at
      from generate_series(1, $1::int) i) made
    join (select id, base_role, row_number() over (order by id) as n, count(*) over () as of from members
      where account_id = :account) m on m.n = 1 + made.i % m.of`,
    [tokens],
  );
  await run(
    `insert into access_tokens (id, account_id, member_id, kind, name, description, secret_tail, role_source, base_role,
      inline_policy, role_attributes, ceilings, default_api_version, created_at, modified_at, not_after, paused_at,
      deactivated_at, revoked_at, revoked_why, secret_confirmed_at, limited, acts_as, level, rest_used)
    select id, :account, member_id, kind,
      (array['deploy-bot','release-notes','grafana-exporter','nightly-backup','terraform','laptop','ci-main','ci-preview',
        'audit-export','slack-bridge','load-test','support-lookup'])[1 + i * 31 % 12] || '-' || i,
      'Made for the benchmark, number ' || i, right(md5(id), 4), source, case when source = 'base' then role end,
      case when source = 'inline' then jsonb_build_array(jsonb_build_object('effect', 'allow',
        'actions', jsonb_build_array('viewFlag'), 'resources', jsonb_build_array('proj/p' || i % 100 || ':env/*:flag/*'))) end,
      case when kind = 'service' then '{}'::jsonb end,
      case when kind = 'service' then jsonb_build_array(jsonb_build_object('kind', 'creator', 'grants',
        jsonb_build_array(jsonb_build_array(jsonb_build_object('source', jsonb_build_object('kind', 'base_role', 'role', of_member))))))
        else '[]'::jsonb end,
      20240415, made_at, made_at, case when p >= 30 then made_at + (i * 13 % 1399 + 5) * interval '1 day' end,
      case when p = 1 then made_at + interval '2 days' end, case when dead_of = 'deactivated' then made_at + interval '3 days' end,
      case when dead_of = 'revoked' then made_at + (i % 30) * interval '1 hour' end, case when p = 3 then 'Seen in a pasted log' end,
      case when p % 50 <> 12 then made_at + interval '1 minute' end,
      source = 'base' and role = 'writer' and of_member = 'reader',
      case when source = 'base' and role = 'writer' and of_member = 'reader' then 'reader' end,
      case when source = 'inline' then 0 when source = 'custom' or role = 'reader' or of_member = 'reader' then 1
        when role = 'admin' then 3 else 2 end,
      i % 10 < 7
    from made order by made_at`,
  );
  await run(
    `insert into token_roles (token_id, role_id, account_id, position)
    select made.id, r.id, :account, 0 from made
    join (select id, row_number() over (order by id) as n from custom_roles where account_id = :account) r on r.n = 1 + made.i % $1::int
    where source = 'custom'`,
    [roles],
  );
  await run(
    `insert into token_secrets (id, account_id, token_id, key_id, digest, last4, state, created_at, died_at, died_why)
    select ${id(4, "i")}, :account, id, 1, sha256(convert_to(id, 'UTF8')), right(md5(id), 4),
      case when dead_of is null then 'current' else 'dead' end, made_at,
      case dead_of when 'deactivated' then made_at + interval '3 days' when 'revoked' then made_at + (i % 30) * interval '1 hour' end,
      dead_of
    from made`,
  );
}

/** Seven of ten were used; one of five lately, on every day, by the hour, from two places. */
async function fillUses(run) {
  await run(
    `create temp table used on commit preserve rows as
    select m.*, s.id as secret_id, i % 10 between 5 and 6 as lately,
      greatest(made_at + interval '1 minute', now() - case when i % 10 between 5 and 6 then (i % 1440) * interval '1 minute'
        else (i * 17 % 700) * interval '1 day' end) as rest_at
    from made m join token_secrets s on s.token_id = m.id where m.i % 10 < 7`,
  );
  await run(
    `insert into token_uses (token_id, account_id, rest_at, telemetry_at, rest_first_at, telemetry_first_at, rest_route)
    select id, :account, rest_at, case when p % 9 = 0 then rest_at end, made_at + interval '1 minute',
      case when p % 9 = 0 then rest_at end, 'GET /api/v2/caller-identity' from used order by rest_at`,
  );
  await run(
    `insert into token_uses (token_id, account_id, telemetry_at, telemetry_first_at)
    select id, :account, now() - (i % 1440) * interval '1 minute', made_at from made where i % 10 = 9 and p % 9 = 0`,
  );
  await run(
    `insert into usage_secrets (secret_id, token_id, account_id, rest_at, blocked)
    select secret_id, id, :account, rest_at, 0 from used`,
  );
  await run(
    `insert into usage_days (token_id, channel, day, secret_id, account_id, allowed, denied, hours)
    select id, 'rest', day, secret_id, :account, 90 + i % 60, case when p = 40 then 6 else 0 end,
      array_fill(0, array[8]) || array_fill(9 + (i % 6)::int, array[10]) || array_fill(0, array[6])
    from used, generate_series(now() - interval '29 days', now(), interval '1 day') as at, lateral (select at::date as day) d
    where lately and (extract(isodow from at) < 6 or p % 2 = 0)
    union all select id, 'rest', rest_at::date, secret_id, :account, 12, 0, array_fill(0, array[9]) || 12 || array_fill(0, array[14])
    from used where not lately`,
  );
  await run(
    `insert into usage_actions (token_id, day, channel, kind, action, account_id, allowed, denied)
    select id, day, 'rest', kind_of, action, :account, 40 + i % 30, 0
    from used, generate_series(now() - interval '6 days', now(), interval '1 day') as at, lateral (select at::date as day) d,
      (values ('member', 'viewMember'), ('role', 'viewRole')) as asked (kind_of, action)
    where lately`,
  );
  await run(
    `insert into usage_sources (token_id, channel, address, agent, account_id, uses, first_at, last_at)
    select id, 'rest', '203.0.113.' || (i + place) % 250, 'deploy/2.4.' || place, :account, 400, made_at, rest_at
    from used, generate_series(0, 1) as place where lately or place = 0`,
  );
}

/** Each token was made, most were confirmed; the rest of the log is names and policies that changed. */
async function fillAudit(run, id, audit) {
  await run(
    `insert into ${UNSIGNED} (id, account_id, at, actor_kind, actor_id, member_id, kind, action, resource, target_id, target_name,
      details, comment, ip, request_id)
    select ${id(5, "g", "at")}, :account, at, 'session', ${id(6, "g % 5000", "at")}, t.member_id, 'token',
      (array['createAccessToken','updateAccessTokenName','updateAccessTokenDescription','pauseAccessToken','updateAccessTokenPolicy'])[1 + g % 5],
      case when t.kind = 'service' then 'service-token/' || t.id else 'member/' || t.member_id || ':token/' || t.id end,
      t.id, t.name, case when g % 5 = 1 then jsonb_build_object('before', jsonb_build_object('name', 'old-' || g), 'after',
        jsonb_build_object('name', t.name)) else '{}'::jsonb end,
      case when g % 40 = 0 then 'As agreed in ticket ' || g end, '198.51.100.' || g % 250, gen_random_uuid()::text
    from (select g, now() - ($1::int - g) * interval '1 minute' as at from generate_series(1, $1::int) g) log
    join lateral (select 1 + log.g % (select count(*) from made) as n) pick on true
    join made on made.i = pick.n join access_tokens t on t.id = made.id`,
    [audit],
  );
  await run("drop table made, used");
}
