import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ACTS, aStage } from "./acts";
import { testDatabase } from "./database";

const { db, pool } = await testDatabase();

// Tries to sign in are counted, and challenges taken, whatever comes of them.
const COUNTED = ["sign_in_throttles", "passkey_challenges"];

/** Everything that is stored, table by table, in a word each. */
async function everything(): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query("select tablename as name from pg_tables where schemaname = 'public'");
  const found: Record<string, string> = {};
  for (const { name } of tables as { name: string }[]) {
    if (COUNTED.includes(name)) continue;
    const { rows } = await pool.query(
      `select count(*) || ':' || coalesce(md5(string_agg(t::text, e'\n' order by t::text)), '') as all from "${name}" t`,
    );
    found[name] = rows[0].all;
  }
  return found;
}

const entries = async (accountId: string) =>
  Number((await pool.query("select count(*) from audit_entries where account_id = $1", [accountId])).rows[0].count);

await pool.query(`
  create function no_entry() returns trigger language plpgsql as $$ begin raise exception 'no entry can be written'; end $$;
  create function no_change() returns trigger language plpgsql as $$ begin raise exception 'no change can commit'; end $$`);

/** Every link of what was thrown, as the database or Drizzle says it. */
const chain = (error: unknown): string => (error instanceof Error ? `${error.message} ${chain(error.cause)}` : "");

/** What an act throws while a trigger refuses what is done to those tables. */
async function thrownWhile(tables: readonly string[], trigger: string, refusal: string, act: () => Promise<unknown>) {
  for (const table of tables) await pool.query(`create ${trigger} on "${table}" ${refusal}`);
  try {
    return await act().then(() => "nothing", chain);
  } finally {
    for (const table of tables) await pool.query(`drop trigger planted on "${table}"`);
  }
}

const AT_ONCE = ["trigger planted before insert", "for each row execute function no_entry()"] as const;
const AT_THE_COMMIT = [
  "constraint trigger planted after insert or update or delete",
  "deferrable initially deferred for each row execute function no_change()",
] as const;
// What the entry itself writes is none of them: an entry that is written apart from its change has to get that far.
const changing = Object.keys(await everything()).filter((name) => !name.startsWith("audit_"));
const TOLD_ONLY = ["taking the tokens along", "taking the log along"]; // these leave nothing but their entry

test.each(Object.keys(ACTS))(
  "I26 · where its entry cannot be written, %s changes nothing, and where it cannot commit, it is told nowhere",
  async (name) => {
    const stage = await aStage(db);
    const act = (await ACTS[name]?.(stage)) ?? (async () => {});
    const before = await everything();
    expect(await thrownWhile(["audit_entries"], ...AT_ONCE, act)).toContain("no entry can be written");
    expect(await everything()).toEqual(before);
    if (!TOLD_ONLY.includes(name)) {
      expect(await thrownWhile(changing, ...AT_THE_COMMIT, act)).toContain("no change can commit");
      expect(await everything()).toEqual(before); // no entry either
    }

    const told = await entries(stage.accountId);
    const answer = await act();
    if (typeof answer === "object") expect(answer).toMatchObject({ ok: true });
    else expect(answer).toBe("ended");
    expect(await entries(stage.accountId)).toBeGreaterThan(told);
  },
);

test("every file that writes an entry is tried by an act, or by a test of its own", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const acts = path.join(root, "lib/testing/acts");
  const tried = fs
    .readdirSync(acts)
    .map((name) => fs.readFileSync(path.join(acts, name), "utf8"))
    .join("");
  // Which act they are part of, or which test tries them.
  const within: Readonly<Record<string, string>> = {
    "lib/audit/record-audit-entry": "writes them",
    "lib/audit/chain/prune-log": "lib/audit/chain/prune.test.ts",
    "lib/members/set-up": "lib/members/members.test.ts",
    "lib/passkeys/check-passkey": "lib/passkeys/passkeys.test.ts",
    "lib/proofs/note-proof": "proving again who one is",
    "lib/sessions/begin-session": "signing in",
    "lib/settings/save-settings": "saving token rules",
    "lib/tokens/deactivate-tokens-of": "removing a member",
    "lib/tokens/insert-token": "creating a token",
    "lib/tokens/freeze-token": "lib/tokens/retire-role.test.ts",
    "lib/tokens/list/act-on-tokens": "revoking many tokens",
    "lib/tokens/pause-unused": "lib/tokens/pause-unused.test.ts",
    "lib/vocabulary/save-vocabulary": "importing types",
  };
  const writers = fs
    .readdirSync(path.join(root, "lib"), { recursive: true, encoding: "utf8" })
    .map((name) => `lib/${name}`)
    .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|^lib\/testing\//.test(name))
    .filter((name) =>
      /recordAuditEntry\(|auditRow\(|insert\(auditEntries\)/.test(fs.readFileSync(path.join(root, name), "utf8")),
    )
    .map((name) => name.slice(0, -3));
  expect(writers.length).toBeGreaterThan(25);
  expect(writers.filter((name) => !tried.includes(`"@/${name}"`) && !(name in within))).toEqual([]);
});
