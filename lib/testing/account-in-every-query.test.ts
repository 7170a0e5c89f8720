import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issue } from "./account";
import { ACTS, aStage, type Stage } from "./acts";
import { testApi } from "./api";
import { testDatabase } from "./database";
import { looksOf } from "./looks";
import { allow, seedRole } from "./roles";

const { db, pool } = await testDatabase();
const { call } = testApi(db);

type Query = typeof pg.Client.prototype.query;
const original: Query = pg.Client.prototype.query;
const seen = new Set<string>();
let watching = false;

beforeAll(() => {
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const text = typeof first === "string" ? first : ((first as { text?: string } | undefined)?.text ?? "");
    if (watching) seen.add(text.replace(/\s+/g, " ").trim());
    return (original as (...all: unknown[]) => unknown).apply(this, given);
  } as Query;
});
afterAll(() => {
  pg.Client.prototype.query = original;
});

async function watched<T>(act: () => Promise<T>): Promise<T> {
  watching = true;
  try {
    return await act();
  } finally {
    watching = false;
  }
}

// Statements that find out whose something is: by what nobody can guess, or by what there is one of on an instance.
const FINDS_THE_ACCOUNT = [
  /where s\.digest = \$1/,
  /"digest" = \$1/,
  /digest = \$1/,
  /"email_key" = \$1/,
  /"oidc_issuer" = \$1 and "members"\."oidc_subject" = \$2/,
  /"credential_id" = \$1/, // whose passkey is shown
  /^select xid::text from authority_changes/, // this very transaction's
  /^select id, renewals::text from authority_instances/, // who may decide by what was before: a matter of all accounts
];

/** The statements that touch a table of an account and do not say of which. */
function nameless(statements: Iterable<string>, owned: ReadonlySet<string>): string[] {
  return [...statements].filter((text) => {
    const tables = [...text.matchAll(/\b(?:from|join|update|into)\s+"?(\w+)"?/gi)].map(([, name]) => name ?? "");
    const named = /account_id"?\s*=\s*(\$\d|any\()|into "?\w+"?(?: as \w+)? \([^)]*"?account_id/i.test(text);
    return tables.some((name) => owned.has(name)) && !named && !FINDS_THE_ACCOUNT.some((form) => form.test(text));
  });
}

const { rows } = await pool.query(
  "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'account_id'",
);
const owned = new Set((rows as { name: string }[]).map(({ name }) => name));

/** What a client of the API asks for, of an account in which there is one of each. */
async function callEverything(stage: Stage): Promise<void> {
  const { owner, writer } = stage;
  const role = await seedRole(db, owner, [allow("viewProject", "proj/*")]);
  const { secret, token } = await issue(db, owner, { role: "owner" });
  const statements = [{ effect: "allow", actions: ["*"], resources: ["*"] }];
  const asked: readonly (readonly [string, string, unknown?])[] = [
    ...["/caller-identity", "/account", "/versions", "/tokens?showAll=true", "/tokens?limit=1&offset=1"].map(
      (path) => ["GET", path] as const,
    ),
    ["GET", `/tokens/${token.id}`],
    ["GET", "/roles"],
    ["GET", `/roles/${role.key}`],
    ["GET", "/members?filter=query:mo,role:admin&sort=-lastSeen&expand=roleAttributes"],
    ["GET", `/members/${writer.id}`],
    ["GET", "/auditlog?q=test&limit=2"],
    ["POST", "/auditlog?spec=role/*", statements],
    ["POST", "/auditlog/counts?after=0"],
    ["PATCH", `/tokens/${token.id}`, [{ op: "replace", path: "/name", value: "renamed" }]],
    ["PATCH", `/roles/${role.key}`, [{ op: "replace", path: "/name", value: "renamed" }]],
    ["PATCH", `/members/${writer.id}`, [{ op: "add", path: "/customRoles/0", value: role.key }]],
    ["PATCH", "/members", { instructions: [{ kind: "replaceAllMembersRoles", value: "reader", filterQuery: "mo" }] }],
    ["POST", `/tokens/${token.id}/reset?expiry=${Date.now() + 3_600_000}`],
  ];
  for (const [method, path, body] of asked) {
    const { status } = await watched(() => call(secret, method, path, body));
    expect([method, path, status < 400]).toEqual([method, path, true]);
  }
}

test("a statement that names no account is noticed", () => {
  const kept = 'select "id" from "members" where ("members"."id" = $1 and "members"."account_id" = $2)';
  expect(nameless([kept], owned)).toEqual([]);
  const planted = [
    'select "id" from "members" where "members"."id" = $1',
    'update "access_tokens" set "name" = $1 where "id" = $2',
  ];
  expect(nameless(planted, owned)).toEqual(planted);
});

test("I39 · every statement that an act, a call or a page runs against a table of an account names the account", async () => {
  expect(owned.size).toBeGreaterThan(10);
  for (const prepare of Object.values(ACTS)) {
    const act = await prepare(await aStage(db));
    await watched(act);
  }
  for (const look of await looksOf(await aStage(db))) await watched(look);
  await callEverything(await aStage(db));
  expect(seen.size).toBeGreaterThan(150);
  expect(nameless(seen, owned)).toEqual([]);
});

test("I39 · whoever asks for another account's things by their ids sees and changes nothing of them", async () => {
  const [ours, theirs] = [await aStage(db), await aStage(db)];
  const { secret } = await issue(db, ours.owner, { role: "owner" });
  const role = await seedRole(db, theirs.owner, [allow("viewProject", "proj/*")]);
  const { token } = await issue(db, theirs.owner);
  const dump = async () =>
    (
      await pool.query(
        "select (select string_agg(t::text, '' order by id) from access_tokens t where account_id = $1) || (select string_agg(r::text, '' order by id) from custom_roles r where account_id = $1) || (select string_agg(m::text, '' order by id) from members m where account_id = $1) as all",
        [theirs.accountId],
      )
    ).rows[0].all;
  const before = await dump();
  for (const [method, path, body] of [
    ["GET", `/tokens/${token.id}`],
    ["PATCH", `/tokens/${token.id}`, [{ op: "replace", path: "/name", value: "ours" }]],
    ["DELETE", `/tokens/${token.id}`],
    ["POST", `/tokens/${token.id}/reset`],
    ["GET", `/roles/${role.id}`],
    ["PATCH", `/roles/${role.id}`, [{ op: "replace", path: "/name", value: "ours" }]],
    ["DELETE", `/roles/${role.id}?force=true`],
    ["GET", `/members/${theirs.writer.id}`],
    ["PATCH", `/members/${theirs.writer.id}`, [{ op: "replace", path: "/role", value: "no_access" }]],
    ["DELETE", `/members/${theirs.writer.id}`],
  ] as const) {
    expect([method, path, (await call(secret, method, path, body)).status]).toEqual([method, path, 404]);
  }
  const taken = await call(secret, "POST", "/tokens", { name: "x", customRoleIds: [role.id] });
  expect(taken.status).toBe(400);
  const many = { instructions: [{ kind: "replaceMembersRoles", value: "no_access", memberIDs: [theirs.writer.id] }] };
  await call(secret, "PATCH", "/members", many);
  expect(await dump()).toBe(before);
});
