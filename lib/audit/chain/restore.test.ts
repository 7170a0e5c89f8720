import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { auditEntries, installation } from "@/drizzle/schema";
import { watchRestore } from "@/lib/boot/restore-watch";
import { heldBecause } from "@/lib/db/errors";
import { operatorPrincipal } from "@/lib/principals/principals";
import { renameAccount } from "@/lib/settings/rename-account";
import { issue, NOWHERE } from "@/lib/testing/account";
import { aStage } from "@/lib/testing/acts";
import { testDatabase } from "@/lib/testing/database";
import { tamper } from "@/lib/testing/tamper";
import { acceptRestore } from "@/lib/tokens/accept-restore";
import { verifyToken } from "@/lib/tokens/verify-token";
import { HeadExporter } from "./head-exporter";
import { readHeadsFile } from "./read-heads-file";
import { findLost, isRestored, noteRestored } from "./restore";
import { sealEntries } from "./seal-entries";
import { fileSink } from "./sinks";
import { verifyChain } from "./verify-chain";

const { db, pool } = await testDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-restore-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => noteRestored(db, false));
await db.insert(installation).values({ secretCheck: Buffer.alloc(32) });

/** An account of which five entries left the database, two at a time, and which was then restored to the first two. */
async function restored() {
  const stage = await aStage(db);
  const file = path.join(folder, `${stage.accountId}.ndjson`);
  const exporter = new HeadExporter(db, [fileSink(file)], (error) => expect.unreachable(String(error)));
  const act = async (name: string) => {
    const made = await issue(db, stage.owner, { name });
    await sealEntries(db);
    return made;
  };
  const { secret } = await act("one");
  await act("two");
  await exporter.export();
  expect(await mine(file, stage.accountId)).toEqual([]);
  for (const name of ["three", "four", "five"]) await act(name);
  await exporter.export();
  await tamper(
    pool,
    `delete from audit_entries where account_id = '${stage.accountId}' and target_name in ('three', 'four', 'five')`,
    `delete from audit_seals where account_id = '${stage.accountId}' and seq > 2`,
  );
  return { ...stage, file, act, secret };
}

const mine = async (file: string, accountId: string) =>
  (await findLost(db, file)).filter(({ account }) => account === accountId);
const rename = ({ owner }: Awaited<ReturnType<typeof restored>>) =>
  renameAccount(db, owner.principal, { seen: { name: "Acme" }, asked: { name: "Globex" } });
const accept = (by: string, lost: Awaited<ReturnType<typeof findLost>>, keepTokens = false) =>
  acceptRestore(db, { by: (accountId) => operatorPrincipal({ accountId, name: by }), lost, keepTokens });
const report = async (accountId: string, file: string) =>
  verifyChain(db, accountId, (await readHeadsFile(file)).byAccount.get(accountId) ?? new Map());

describe("a database that is older than what was exported from it (security 3.16)", () => {
  test("is told by the newest head, also after it went on; a line that somebody else wrote says nothing", async () => {
    const { accountId, file, act } = await restored();
    expect(await mine(file, accountId)).toMatchObject([{ account: accountId, kept: 2, head: { seq: 5 } }]);
    for (const name of ["other", "another", "a third", "a fourth"]) await act(name);
    expect(await mine(file, accountId)).toMatchObject([{ kept: 2, head: { seq: 5 } }]);
    const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
    const forged = lines.at(-1)?.replace('"seq":5', '"seq":2') ?? "";
    fs.appendFileSync(file, `${forged}\nnothing\n`);
    expect(await mine(file, accountId)).toMatchObject([{ kept: 2, head: { seq: 5 } }]);
    expect(await findLost(db, path.join(folder, "none"))).toEqual([]);
  });

  test("holds every change from the start of a server on, in all of them, and answers no program until that is accepted", async () => {
    const stage = await restored();
    const noticed: number[] = [];
    let clear = 0;
    const watch = await watchRestore(db, {
      headsFile: stage.file,
      onNoticed: (accounts) => noticed.push(accounts),
      onClear: () => {
        clear += 1;
      },
      everyMs: 1,
    });
    const beside = await watchRestore(db, { everyMs: 1 });
    expect([watch.pending(), beside.pending(), noticed.length, clear]).toEqual([true, true, 1, 0]);
    await expect(rename(stage).catch(heldBecause)).resolves.toBe("restored");
    await accept("root", await findLost(db, stage.file));
    await expect.poll(() => [watch.pending(), beside.pending(), clear]).toEqual([false, false, 1]);
    expect((await rename(stage)).ok).toBe(true);
  });

  test("goes on once somebody at the server accepts it: tokens are paused, the loss is in the log, and verify holds it against nobody", async () => {
    const { accountId, file, act, secret } = await restored();
    expect((await report(accountId, file)).findings).toMatchObject([{ kind: "truncated", seq: 3, count: 3 }]);
    await noteRestored(db, true);
    const lost = await mine(file, accountId);
    expect(await accept("root", lost)).toEqual({ ok: true, value: { paused: 5 } });
    expect(await isRestored(db)).toBe(false);
    expect(await verifyToken(db, secret, NOWHERE)).toMatchObject({ status: "dead", reason: "paused" });
    await sealEntries(db);
    const { rows } = await pool.query(
      "select operator, details from audit_entries where account_id = $1 and action = 'acceptRestore'",
      [accountId],
    );
    expect(rows).toMatchObject([{ operator: "root", details: { kept: 2, exported: 5, tokensPaused: 5 } }]);
    expect(await report(accountId, file)).toMatchObject({ sealed: 3, findings: [], accepted: [{ from: 3, to: 5 }] });
    await act("after it");
    await new HeadExporter(db, [fileSink(file)], (error) => expect.unreachable(String(error))).export();
    expect(await report(accountId, file)).toMatchObject({ sealed: 4, newestHead: 4, findings: [] });
    expect(await mine(file, accountId)).toEqual([]);
  });

  test("keeps its tokens where that is wished", async () => {
    const { accountId, file, secret } = await restored();
    expect(await accept("root", await mine(file, accountId), true)).toEqual({ ok: true, value: { paused: 0 } });
    expect((await verifyToken(db, secret, NOWHERE)).status).toBe("valid");
  });

  test("is not made good by an acceptance that somebody wrote by hand, nor is what was cut off after an honest one", async () => {
    const { accountId, file } = await restored();
    await db.insert(auditEntries).values({
      id: "f".repeat(24),
      accountId,
      actorKind: "operator",
      operator: "root",
      kind: "account",
      action: "acceptRestore",
      resource: "acct",
      targetId: accountId,
      targetName: "",
      details: { kept: 2, exported: 5 },
    });
    await sealEntries(db);
    expect((await report(accountId, file)).findings.map(({ kind }) => kind)).toEqual(["inserted", "truncated"]);

    const other = await restored();
    await accept("root", await mine(other.file, other.accountId));
    for (const name of ["a", "b", "c", "d"]) await other.act(name);
    await new HeadExporter(db, [fileSink(other.file)], (error) => expect.unreachable(String(error))).export();
    await tamper(
      pool,
      `delete from audit_entries where account_id = '${other.accountId}' and target_name in ('c', 'd')`,
      `delete from audit_seals where account_id = '${other.accountId}' and seq > 5`,
    );
    expect((await report(other.accountId, other.file)).findings).toMatchObject([{ kind: "truncated", seq: 6 }]);
  });
});
