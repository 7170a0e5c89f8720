import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { HeadExporter } from "@/lib/audit/chain/head-exporter";
import { sealEntries } from "@/lib/audit/chain/seal-entries";
import { fileSink } from "@/lib/audit/chain/sinks";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import { issue, seedAccount } from "@/lib/testing/account";
import { plantEntries } from "@/lib/testing/audit";
import { testDatabase } from "@/lib/testing/database";
import { tamper } from "@/lib/testing/tamper";
import { acceptRestoreHere, printHeadKey, verifyAudit } from "./audit";
import { doctor } from "./doctor";
import { pruneAudit } from "./prune-audit";

const { db, pool, url } = await testDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-audit-cli-"));
const file = path.join(folder, "heads");
vi.stubEnv("DATABASE_URL", url);
vi.stubEnv("LATCHKEY_SECRET", "0123456789abcdef0123456789abcdef");
await (await boot(readConfig(process.env), "command")).close(); // from here on this process has that secret's keys
const account = await seedAccount(db);
const owner = await account.join("owner");

afterEach(() => {
  process.exitCode = undefined;
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What a command prints, and the status that it would end with. */
async function run(command: () => Promise<void>): Promise<{ lines: string[]; status: number }> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    await command();
  } finally {
    write.mockRestore();
  }
  return { lines: printed.join("").trimEnd().split("\n"), status: Number(process.exitCode ?? 0) };
}

const verify = (heads?: string) => run(() => verifyAudit(heads === undefined ? {} : { heads }));

test("audit verify says what holds, first without heads and then with them, and what waits is sealed by the command's end", async () => {
  for (let n = 0; n < 4; n++) await issue(db, owner, { name: `token ${n}` });
  const nothing = "ok  heads: none were given; an end that was cut off together with its entries would not show";
  const first = await verify();
  expect(first.lines).toEqual([
    "ok  Acme: nothing is sealed yet",
    expect.stringMatching(/^ok {2}Acme: 4 entries wait to be sealed, the oldest for \d+ s$/),
    nothing,
  ]);
  expect(await verify()).toEqual({ lines: ["ok  Acme: entries 1 to 4 are as they were sealed", nothing], status: 0 });
  await new HeadExporter(db, [fileSink(file)], (error) => expect.unreachable(String(error))).export();
  await issue(db, owner, { name: "after the head" });
  await sealEntries(db);
  const signed = `ok  heads: 1 in ${file}, all signed by this Latchkey`;
  const held = ["ok  Acme: entries 1 to 5 are as they were sealed; 1 came after the newest head", signed];
  expect(await verify(file)).toEqual({ lines: held, status: 0 });
  vi.stubEnv("LATCHKEY_AUDIT_HEADS_FILE", file);
  expect((await verify()).lines).toEqual(held);
});

test("audit prune refuses days that are none or too near, and removes nothing where nothing is that old", async () => {
  for (const [before, said] of [
    ["yesterday", "like 2025-01-31"],
    ["2025-13-01", "like 2025-01-31"],
    [new Date().toISOString().slice(0, 10), "last 30 days stays"],
  ] as const)
    await expect(pruneAudit({ before })).rejects.toThrow(said);
  expect((await run(() => pruneAudit({ before: "2020-01-01" }))).lines).toEqual(["Nothing is older than 2020-01-01."]);
});

test("audit prune removes what is older, and verify says so", async () => {
  const old = { at: Date.parse("2021-05-05T00:00:00Z") };
  const other = await testDatabase();
  vi.stubEnv("DATABASE_URL", other.url);
  vi.stubEnv("LATCHKEY_AUDIT_HEADS_FILE", "");
  const { id } = await seedAccount(other.db, "Initech");
  await plantEntries(other.db, id, [old, old, {}]);
  await verify(); // seals them, as entries of before there was a chain
  expect((await run(() => pruneAudit({ before: "2022-01-01" }))).lines).toEqual([
    "Removed 2 entries of before 2022-01-01; the rest verifies.",
  ]);
  expect((await verify()).lines).toEqual([
    "ok  Initech: numbers 1 to 2 were pruned, as a checkpoint says",
    expect.stringMatching(/^ok {2}Initech: entries 3 to 4 are as they were sealed/),
    expect.stringMatching(/^ok {2}heads: none/),
  ]);
  await tamper(other.pool, "update audit_entries set comment = 'x' where target_name = 'planted'");
  await expect(pruneAudit({ before: "2022-01-01" })).rejects.toThrow("pruning would remove what shows it");
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LATCHKEY_AUDIT_HEADS_FILE", file);
});

test("audit key prints the public key alone", async () => {
  const { lines } = await run(printHeadKey);
  expect(lines.at(0)).toBe("-----BEGIN PUBLIC KEY-----");
  expect(lines.at(-1)).toBe("-----END PUBLIC KEY-----");
});

test("audit verify names the entry by number, id and what it says, and ends with status 1", async () => {
  await tamper(pool, `update audit_entries set details = '{}' where target_name = 'token 1'`);
  const { lines, status } = await verify();
  expect(lines).toEqual([
    "ok  Acme: entry 1 is as it was sealed",
    expect.stringMatching(
      /^BAD Acme: altered: entry [0-9a-f]{24} \(createAccessToken token 1, 20[-\dT:.]+Z\), number 2, is not what was sealed$/,
    ),
    expect.stringMatching(/^ok {2}heads: /),
  ]);
  expect(status).toBe(1);
});

test("heads of somebody else's are named, and a file that is not there ends the command", async () => {
  const forged = path.join(folder, "forged");
  fs.writeFileSync(forged, `${fs.readFileSync(file, "utf8").replace('"seq":4', '"seq":9')}{}\n`);
  const { lines, status } = await verify(forged);
  expect(lines.at(-1)).toBe(`BAD heads: line 1 of ${forged} is not signed by this Latchkey, and 1 more`);
  expect(status).toBe(1);
  await expect(verifyAudit({ heads: path.join(folder, "none") })).rejects.toThrow("none cannot be read: ENOENT.");
});

test("doctor knows how many are sealed, where heads go and what the database's user could do, and of what was written past Latchkey", async () => {
  const lineOf = async () => (await run(doctor)).lines.find((line) => line.includes("audit log:"));
  expect(await lineOf()).toBe(
    `ok  audit log: 5 entries sealed, 0 wait; heads go to ${file}; the database's user owns its tables and could take their guards away: see DATABASE_OWNER_URL`,
  );
  await plantEntries(db, account.id, [{}]);
  await sealEntries(db);
  expect(await lineOf()).toBe(
    'BAD audit log: 1 of 6 entries were written or removed past Latchkey: run "latchkey audit verify"',
  );
});

test("audit accept-restore tells what was lost, pauses the tokens and lets changes go on; a second time there is nothing", async () => {
  const other = await seedAccount(db, "Globex");
  const boss = await other.join("owner");
  const heads = path.join(folder, "restored");
  for (const name of ["kept", "lost", "lost too"]) {
    await issue(db, boss, { name });
    await sealEntries(db);
    await new HeadExporter(db, [fileSink(heads)], (error) => expect.unreachable(String(error))).export();
  }
  await tamper(
    pool,
    `delete from audit_entries where account_id = '${other.id}' and target_name like 'lost%'`,
    `delete from audit_seals where account_id = '${other.id}' and seq > 1`,
  );
  vi.stubEnv("LATCHKEY_AUDIT_HEADS_FILE", heads);
  expect((await verify()).lines).toContain("BAD Globex: truncated: numbers 2 to 3 were exported and are gone");
  expect((await run(() => acceptRestoreHere({}))).lines).toEqual([
    `${other.id}: what came after entry 1, up to 3, is lost.`,
    "Paused 3 tokens: resume those that are not to end.",
  ]);
  expect((await verify()).lines.filter((line) => line.includes("Globex"))).toEqual([
    "ok  Globex: entries 1 to 2 are as they were sealed; 0 came after the newest head",
    "ok  Globex: numbers 2 to 3 were exported, lost in a restore, and that was accepted",
  ]);
  expect((await run(() => acceptRestoreHere({}))).lines).toEqual(["Nothing is lost: all that was exported is there."]);
  await expect(acceptRestoreHere({ heads: path.join(folder, "none") })).rejects.toThrow("none cannot be read");
});
