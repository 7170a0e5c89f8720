import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { sealEntries } from "@/lib/audit/chain/seal-entries";
import { plantEntries } from "@/lib/testing/audit";
import { testDatabase } from "@/lib/testing/database";
import { APP_ROLE, onlyAdds } from "./app-role";
import { type OpenedDatabase, openDatabase } from "./open";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-role-"));
fs.chmodSync(folder, 0o755); // the account that runs Postgres passes through it
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const here = { dataDir: folder, role: "server" } as const;
const ACCOUNT = "0123456789abcdef01234567";

/** What each statement is refused with; "done" if it is not. */
async function refusals(pool: pg.Pool, statements: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const statement of statements) {
    await pool.query(statement).then(
      () => answers.push("done"),
      (error: Error) => answers.push(error.message),
    );
  }
  return answers;
}

const TABLES = ["audit_entries", "audit_seals"];
const CHANGES = TABLES.flatMap((t) => [`update ${t} set account_id = 'x'`, `delete from ${t}`, `truncate ${t}`]);
const WAYS_AROUND = [
  ...TABLES.flatMap((t) => [`alter table ${t} disable trigger user`, `drop table ${t}`]),
  "drop function refuse_audit_change() cascade",
];

describe("on the embedded database", () => {
  let opened: OpenedDatabase;
  beforeAll(async () => {
    opened = await openDatabase(here);
    await plantEntries(opened.db, ACCOUNT, [{}]); // so it can add
  });
  afterAll(() => opened.close());

  test("the product works as a role that neither changes nor removes entries and seals", async () => {
    const { rows } = await opened.pool.query(
      "select current_user as name, (select count(*) from audit_entries) as entries",
    );
    expect(rows).toEqual([{ name: APP_ROLE, entries: "1" }]);
    const denied = TABLES.flatMap((table) => Array(3).fill(`permission denied for table ${table}`));
    expect(await refusals(opened.pool, CHANGES)).toEqual(denied);
    expect(await onlyAdds(opened.pool, APP_ROLE)).toBe(true);
  });

  test("nor can it take the guards away, become the owner, or read and run what belongs to the machine", async () => {
    const others = [
      "set role latchkey",
      "set session authorization latchkey",
      "set session_replication_role = replica",
      `alter role ${APP_ROLE} superuser`,
      "select pg_read_file('/etc/passwd')",
      "copy accounts to program 'true'",
      "create table mine (x int)",
    ];
    for (const refused of await refusals(opened.pool, [...WAYS_AROUND, ...others]))
      expect(refused).toMatch(/must be owner|permission denied|must be superuser/i);
  });

  test("an instance of before there was the role has it after the next start, with all that was written", async () => {
    await opened.close();
    const owner = await openDatabase({ ...here, role: "command", migrate: false });
    await owner.pool.query(`drop owned by ${APP_ROLE}; drop role ${APP_ROLE}`);
    await owner.close();
    opened = await openDatabase(here);
    const { rows } = await opened.pool.query(
      "select current_user as name, (select count(*) from audit_entries) as entries",
    );
    expect(rows).toEqual([{ name: APP_ROLE, entries: "1" }]);
  });
});

describe("on a Postgres of one's own", () => {
  test("one user for everything is held back by triggers alone, and that is known of it", async () => {
    const { url, pool, db } = await testDatabase();
    await plantEntries(db, ACCOUNT, [{}]);
    await sealEntries(db);
    const opened = await openDatabase({ ...here, databaseUrl: url });
    for (const refused of await refusals(opened.pool, CHANGES))
      expect(refused).toBe("audit entries are only ever added");
    const { rows } = await pool.query<{ name: string }>(
      "select current_user as name from audit_entries join audit_seals using (account_id)",
    );
    expect(rows).toHaveLength(1);
    expect(await onlyAdds(opened.pool, rows[0]?.name ?? "")).toBe(false);
    await opened.close();
  });

  test("with DATABASE_OWNER_URL the user of DATABASE_URL is given no more than it needs", async () => {
    const { url } = await testDatabase();
    const name = `app_${randomBytes(6).toString("hex")}`;
    const admin = new pg.Client(inject("postgres").replace("DATABASE", "postgres"));
    await admin.connect();
    await admin.query(`create role ${name} login password 'x'`);
    const opened = await openDatabase({
      ...here,
      databaseUrl: url.replace(/\/\/[^@]*@/, `//${name}:x@`),
      databaseOwnerUrl: url,
    });
    await plantEntries(opened.db, ACCOUNT, [{}]);
    for (const refused of await refusals(opened.pool, [...CHANGES, ...WAYS_AROUND]))
      expect(refused).toMatch(/^permission denied|^must be owner/);
    expect(await onlyAdds(opened.pool, name)).toBe(true);
    await opened.close();
    const owner = new pg.Client(url);
    await owner.connect();
    await owner.query(`drop owned by ${name}`);
    await owner.end();
    await admin.query(`drop role ${name}`);
    await admin.end();
  });
});
