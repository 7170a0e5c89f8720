import { beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { operatorPrincipal } from "@/lib/principals/principals";
import { issue } from "@/lib/testing/account";
import { aStage, type Stage } from "@/lib/testing/acts";
import { testDatabase } from "@/lib/testing/database";
import { tamper } from "@/lib/testing/tamper";
import type { KnownHeads } from "./finding";
import { pruneLog } from "./prune-log";
import { sealEntries } from "./seal-entries";
import { verifyChain } from "./verify-chain";

const { db, pool } = await testDatabase();
let stage: Stage;
let heads: Map<number, Buffer>;

/** An account with six entries, and the links of all of them as if they had been exported. */
beforeEach(async () => {
  stage = await aStage(db);
  for (let n = 1; n <= 6; n++) await issue(db, stage.owner, { name: `token ${n}` });
  await sealEntries(db);
  const { rows } = await pool.query("select seq, mac from audit_seals where account_id = $1", [stage.accountId]);
  heads = new Map(rows.map(({ seq, mac }) => [Number(seq), mac]));
});

const verify = (known: KnownHeads | null = heads) => verifyChain(db, stage.accountId, known);
const prune = (before: number) =>
  pruneLog(db, db, {
    account: { id: stage.accountId, name: "Acme" },
    by: operatorPrincipal({ accountId: stage.accountId, name: "root" }),
    before,
  });
/** Just before the entry with that number was written. */
const beforeEntry = async (seq: number) =>
  Number(
    (
      await pool.query(
        `select extract(epoch from e.at) * 1000 as at from audit_entries e join audit_seals s on s.entry_id = e.id
          where s.account_id = $1 and s.seq = $2`,
        [stage.accountId, seq],
      )
    ).rows[0].at,
  );
const left = async () =>
  (
    await pool.query("select target_name as name from audit_entries where account_id = $1 order by at", [
      stage.accountId,
    ])
  ).rows.map(({ name }) => name);

describe("pruning the log", () => {
  test("removes what is older, leaves a checkpoint of who did it, and the rest still verifies, by the old heads too", async () => {
    expect(await prune(await beforeEntry(4))).toBe(3);
    expect(await left()).toEqual(["token 4", "token 5", "token 6", "Acme"]);
    expect(await verify()).toMatchObject({ sealed: 7, pruned: 3, findings: [], waiting: { count: 0 } });
    const { rows } = await pool.query(
      "select operator, details from audit_entries where account_id = $1 and action = 'pruneAuditLog'",
      [stage.accountId],
    );
    expect(rows).toMatchObject([{ operator: "root", details: { through: 3, mac: heads.get(3)?.toString("hex") } }]);
  });

  test("goes on from there, by a second checkpoint, to everything but the last one", async () => {
    await prune(await beforeEntry(3));
    expect(await prune(await beforeEntry(5))).toBe(2);
    expect(await verify()).toMatchObject({ sealed: 8, pruned: 4, findings: [] });
    expect(await prune(Date.now() + 86_400_000)).toBe(4);
    expect(await verify()).toMatchObject({ sealed: 9, pruned: 8, findings: [] });
    await issue(db, stage.owner);
    await sealEntries(db);
    expect(await verify()).toMatchObject({ sealed: 10, pruned: 8, findings: [] });
  });

  test("writes and removes nothing where nothing is that old", async () => {
    expect(await prune(await beforeEntry(1))).toBe(0);
    expect(await left()).toHaveLength(6);
    expect(await verify()).toMatchObject({ sealed: 6, pruned: 0, findings: [] });
  });

  test("covers up nothing: what is altered or missing behind the checkpoint is named as ever", async () => {
    await prune(await beforeEntry(3));
    await tamper(
      pool,
      `update audit_entries set details = '{}' where target_name = 'token 5' and account_id = '${stage.accountId}'`,
    );
    expect((await verify()).findings).toMatchObject([{ kind: "altered", seq: 5 }]);
  });
});

describe("a beginning that was cut off by hand", () => {
  const cut = (through: number) =>
    tamper(
      pool,
      `delete from audit_entries where id in (select entry_id from audit_seals where account_id = '${stage.accountId}' and seq <= ${through})`,
      `delete from audit_seals where account_id = '${stage.accountId}' and seq <= ${through}`,
    );

  test("is missing, whatever the checkpoint before it let go", async () => {
    await prune(await beforeEntry(3));
    await cut(4);
    expect((await verify()).findings).toMatchObject([{ kind: "missing", seq: 1, count: 4 }]);
  });

  test("is missing, also with a checkpoint that somebody wrote by hand", async () => {
    await db.insert(auditEntries).values({
      id: `${stage.accountId.slice(0, 23)}0`,
      accountId: stage.accountId,
      actorKind: "operator",
      operator: "root",
      kind: "account",
      action: "pruneAuditLog",
      resource: "acct",
      targetId: stage.accountId,
      targetName: "Acme",
      details: { through: 4, mac: heads.get(4)?.toString("hex") },
    });
    await sealEntries(db);
    await cut(4);
    expect((await verify()).findings[0]).toMatchObject({ kind: "missing", seq: 1, count: 4 });
  });
});

test("nobody prunes by telling the guard to let it pass but whoever owns the tables, and nobody alters anything by it", async () => {
  const client = await pool.connect();
  try {
    await client.query("set latchkey.pruning = 'on'");
    for (const statement of [
      "update audit_entries set comment = 'x'",
      "truncate audit_entries",
      "truncate audit_seals",
    ])
      await expect(client.query(statement)).rejects.toThrow("only ever added");
    await client.query("create role nobody_in_particular");
    await client.query("grant select, delete on audit_entries to nobody_in_particular");
    await client.query("set role nobody_in_particular");
    await expect(client.query("delete from audit_entries")).rejects.toThrow("only ever added");
    await client.query("reset role");
    await client.query("drop owned by nobody_in_particular");
    await client.query("drop role nobody_in_particular");
  } finally {
    client.release(true);
  }
});
