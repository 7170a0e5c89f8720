import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newId } from "@/lib/core/id";
import { issue, seedAccount } from "@/lib/testing/account";
import { plantEntries } from "@/lib/testing/audit";
import { testDatabase } from "@/lib/testing/database";
import { tamper } from "@/lib/testing/tamper";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { recordAuditEntry } from "../record-audit-entry";
import type { KnownHeads } from "./finding";
import { ADOPTED_WITHIN_HOURS, SEAL_BATCH } from "./limits";
import { NOTHING_STRANGE, type StrangeFound, sealEntries } from "./seal-entries";
import { Sealer } from "./sealer";
import { type ChainReport, verifyChain } from "./verify-chain";

const { db, pool } = await testDatabase();

/** An account with seven entries in its chain, made by what makes tokens and by what changes them. */
async function sealedAccount() {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  for (let n = 1; n <= 5; n++) await issue(db, owner, { name: `token ${n}` });
  const { token } = await issue(db, owner, { name: "ended" });
  await revokeToken(db, owner.principal, { id: token.id, reason: "Seen in a log" });
  await sealEntries(db);
  const { rows } = await pool.query<{ id: string }>(
    "select entry_id as id from audit_seals where account_id = $1 order by seq",
    [account.id],
  );
  return { ...account, owner, ids: rows.map(({ id }) => id) };
}

const verify = (accountId: string, heads: KnownHeads | null = null) => verifyChain(db, accountId, heads);
const found = ({ findings }: ChainReport) => findings.map(({ kind, seq, entryId }) => ({ kind, seq, entryId }));

/** The numbers and links of a chain as they stand, as if they had been exported now. */
async function headsOf(accountId: string): Promise<Map<number, Buffer>> {
  const { rows } = await pool.query<{ seq: string; mac: Buffer }>(
    "select seq, mac from audit_seals where account_id = $1",
    [accountId],
  );
  return new Map(rows.map(({ seq, mac }) => [Number(seq), mac]));
}

describe("what is done to the log in SQL is named (invariant I27)", () => {
  const at = (n: number, ids: string[]) => `'${ids[n - 1]}'`;
  const moved = (account: string, from: number, by: number) =>
    // Through numbers that nothing has: each row is unique at every instant.
    [
      `update audit_seals set seq = -seq where account_id = '${account}' and seq >= ${from}`,
      `update audit_seals set seq = -seq + ${by} where account_id = '${account}' and seq < 0`,
    ];

  test.each([
    ["what was done", "action = 'viewAccessToken'"],
    ["to what", "target_name = 'another'"],
    ["the details", `details = details || '{"x": 1}'`],
    ["who", "member_id = null"],
    ["a note that there was none of", "comment = 'quite all right'"],
    ["the instant, by a microsecond", "at = at + interval '1 microsecond'"],
    ["the signature", "signature = null"],
  ])("altered: %s", async (_, set) => {
    const { id, ids } = await sealedAccount();
    expect(await verify(id)).toMatchObject({ sealed: 7, adopted: 0, waiting: { count: 0 }, findings: [] });
    await tamper(pool, `update audit_entries set ${set} where id = ${at(3, ids)}`);
    const report = await verify(id);
    expect(found(report)).toEqual([{ kind: "altered", seq: 3, entryId: ids[2] }]);
    expect(report.sealed).toBe(2);
  });

  test("altered: a link of the chain itself, or when it was made", async () => {
    for (const set of ["mac = sha256(mac)", "sealed_at = sealed_at - interval '1 day'", "state = 'foreign'"]) {
      const { id, ids } = await sealedAccount();
      await tamper(pool, `update audit_seals set ${set} where account_id = '${id}' and seq = 4`);
      expect(found(await verify(id))).toEqual([{ kind: "altered", seq: 4, entryId: ids[3] }]);
    }
  });

  test("missing: the entry; the entry with its place; and the same with the numbers behind it closed up", async () => {
    const one = await sealedAccount();
    await tamper(pool, `delete from audit_entries where id = ${at(4, one.ids)}`);
    expect(found(await verify(one.id))).toEqual([{ kind: "missing", seq: 4, entryId: one.ids[3] }]);

    const other = await sealedAccount();
    const both = (n: number) => [
      `delete from audit_entries where id = ${at(n, other.ids)}`,
      `delete from audit_seals where entry_id = ${at(n, other.ids)}`,
    ];
    await tamper(pool, ...both(3), ...both(4));
    const [gap] = (await verify(other.id)).findings;
    expect(gap).toMatchObject({ kind: "missing", seq: 3, count: 2 });
    await tamper(pool, ...moved(other.id, 5, -2));
    const [closed] = (await verify(other.id)).findings;
    expect(closed).toMatchObject({ kind: "missing", seq: 3, count: 2, entryId: other.ids[4] });
  });

  test("inserted: a row alone, one in another's place, and one that a place was made for", async () => {
    const forge = (id: string, account: string) =>
      `insert into audit_entries (id, account_id, at, actor_kind, kind, action, resource, target_id, target_name, details)
        values ('${id}', '${account}', now() - interval '1 hour', 'system', 'token', 'deleteAccessToken', 'x', 'x', 'x', '{}')`;
    const alone = await sealedAccount();
    const first = newId();
    await pool.query(forge(first, alone.id));
    expect(found(await verify(alone.id))).toEqual([{ kind: "inserted", seq: null, entryId: first }]);
    await sealEntries(db);
    expect(found(await verify(alone.id))).toEqual([{ kind: "inserted", seq: 8, entryId: first }]);

    const replaced = await sealedAccount();
    const second = newId();
    const takes = `update audit_seals set entry_id = '${second}' where entry_id = ${at(2, replaced.ids)}`;
    await tamper(pool, forge(second, replaced.id), takes);
    expect(found(await verify(replaced.id))[0]).toEqual({ kind: "inserted", seq: 2, entryId: second });

    const between = await sealedAccount();
    const third = newId();
    const place = `insert into audit_seals (account_id, seq, entry_id, state, mac)
      select account_id, 2, '${third}', state, sha256(mac) from audit_seals where account_id = '${between.id}' and seq = 1`;
    await tamper(pool, forge(third, between.id), ...moved(between.id, 2, 1), place);
    expect(found(await verify(between.id))).toEqual([{ kind: "inserted", seq: 2, entryId: third }]);
  });

  test("reordered: two that changed places, next to each other or not, with their links or without", async () => {
    for (const [a, b] of [
      [2, 3],
      [2, 6],
    ] as const) {
      for (const what of ["entry_id", "seq"]) {
        const { id, ids } = await sealedAccount();
        const value = (n: number) => (what === "seq" ? `${n}` : at(n, ids));
        const aside = what === "seq" ? "-1" : "'aside'";
        const set = (from: string, to: string) =>
          `update audit_seals set ${what} = ${to} where account_id = '${id}' and ${what} = ${from}`;
        await tamper(pool, set(value(a), aside), set(value(b), value(a)), set(aside, value(b)));
        expect(found(await verify(id))).toEqual([{ kind: "reordered", seq: a, entryId: ids[b - 1] }]);
      }
    }
  });

  test("truncated: places alone show by themselves; with their entries, by what was exported before", async () => {
    const places = await sealedAccount();
    await tamper(pool, `delete from audit_seals where account_id = '${places.id}' and seq > 5`);
    const [cut] = (await verify(places.id)).findings;
    expect(cut).toMatchObject({ kind: "truncated", entryId: places.ids[5], count: 2 });

    const whole = await sealedAccount();
    const heads = await headsOf(whole.id);
    await tamper(
      pool,
      `delete from audit_entries where id in (${at(6, whole.ids)}, ${at(7, whole.ids)})`,
      `delete from audit_seals where account_id = '${whole.id}' and seq > 5`,
    );
    expect((await verify(whole.id)).findings).toEqual([]);
    const [known] = (await verify(whole.id, heads)).findings;
    expect(known).toMatchObject({ kind: "truncated", seq: 6, count: 2 });
  });

  test("forked: what went on otherwise after a cut is not what was exported", async () => {
    const { id, owner, ids } = await sealedAccount();
    const heads = await headsOf(id);
    expect((await verify(id, heads)).findings).toEqual([]);
    await tamper(
      pool,
      `delete from audit_entries where id in (${at(6, ids)}, ${at(7, ids)})`,
      `delete from audit_seals where account_id = '${id}' and seq > 5`,
    );
    for (let n = 0; n < 3; n++) await issue(db, owner, { name: "after the restore" });
    await sealEntries(db);
    const report = await verify(id, heads);
    expect(report).toMatchObject({ sealed: 8, newestHead: 7 });
    expect(found(report)).toMatchObject([{ kind: "forked", seq: 6 }]);
  });

  test("a whole chain made anew without the key holds nothing", async () => {
    const { id, ids } = await sealedAccount();
    await tamper(pool, `update audit_seals set mac = sha256(mac) where account_id = '${id}'`);
    expect(found(await verify(id))).toEqual([{ kind: "altered", seq: 1, entryId: ids[0] }]);
  });

  test("one account's entries are nothing in another's chain", async () => {
    const [here, there] = [await sealedAccount(), await sealedAccount()];
    await tamper(pool, `update audit_entries set account_id = '${here.id}' where id = ${at(7, there.ids)}`);
    expect(found(await verify(there.id))).toEqual([{ kind: "missing", seq: 7, entryId: there.ids[6] }]);
  });
});

describe("before an entry has its place", () => {
  test("one that is new waits, which is nothing bad, and then has the next number", async () => {
    const { id, owner } = await sealedAccount();
    await issue(db, owner);
    expect(await verify(id)).toMatchObject({ sealed: 7, waiting: { count: 1 }, findings: [] });
    await sealEntries(db);
    expect(await verify(id)).toMatchObject({ sealed: 8, waiting: { count: 0 }, findings: [] });
  });

  test("one that is altered or removed meanwhile is told of, before and after its turn", async () => {
    const { id, owner } = await sealedAccount();
    await issue(db, owner, { name: "to be altered" });
    await issue(db, owner, { name: "to be removed" });
    await tamper(
      pool,
      `update audit_entries set target_name = 'nothing' where account_id = '${id}' and target_name = 'to be altered'`,
      `delete from audit_entries where account_id = '${id}' and target_name = 'to be removed'`,
    );
    expect((await verify(id)).findings).toMatchObject([
      { kind: "altered", seq: null, entry: { targetName: "nothing" } },
    ]);
    expect((await sealEntries(db)).first.map(({ state }) => state)).toEqual(["foreign", "gone"]);
    expect((await verify(id)).findings).toMatchObject([
      { kind: "altered", seq: 8 },
      { kind: "missing", seq: 9 },
    ]);
  });

  test("one that was rolled back has no number, and leaves no gap", async () => {
    const { id, owner } = await sealedAccount();
    const by = { accountId: id, system: true } as const;
    const event = {
      kind: "account",
      action: "updateOrganization",
      resource: "acct",
      target: { id, name: "x" },
    } as const;
    await db
      .transaction(async (tx) => {
        await recordAuditEntry(tx, by, event);
        throw new Error("no");
      })
      .catch(() => {});
    await issue(db, owner);
    await sealEntries(db);
    expect(await verify(id)).toMatchObject({ sealed: 8, findings: [] });
  });

  test("many processes that seal at once leave no gap and give no number twice", async () => {
    const { id, owner } = await sealedAccount();
    const making = Array.from({ length: 40 }, () => issue(db, owner));
    const sealing = Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 10; n++) await sealEntries(db);
    });
    await Promise.all([...making, ...sealing]);
    await sealEntries(db);
    expect(await verify(id)).toMatchObject({ sealed: 47, waiting: { count: 0 }, findings: [] });
  });

  test("nobody's act waits for whoever seals, and whoever comes second to seal leaves it to the first", async () => {
    const { id, owner } = await sealedAccount();
    const sealing = await pool.connect();
    await sealing.query("begin");
    await sealing.query("select pg_advisory_xact_lock(7234006)");
    await sealing.query("lock table audit_seals in share row exclusive mode");
    await issue(db, owner);
    expect(await sealEntries(db)).toEqual(NOTHING_STRANGE);
    expect(await verify(id)).toMatchObject({ sealed: 7, waiting: { count: 1 } });
    await sealing.query("commit");
    sealing.release();
    await sealEntries(db);
    expect(await verify(id)).toMatchObject({ sealed: 8, waiting: { count: 0 } });
  });

  test("a server's sealer seals what there is as it stops, and tells of what is not Latchkey's", async () => {
    const { id, owner } = await sealedAccount();
    const told: StrangeFound[] = [];
    const sealer = new Sealer(db, {
      onStrange: (strange) => told.push(strange),
      onError: (error) => expect.unreachable(String(error)),
    });
    sealer.start();
    await issue(db, owner);
    const [foreign] = await plantEntries(db, id, [{}]);
    await sealer.stop();
    expect(told).toEqual([{ count: 1, first: [{ entryId: foreign, state: "foreign" }] }]);
    expect(await verify(id)).toMatchObject({ sealed: 9, waiting: { count: 0 } });
  });

  test("whatever an act says in its details and names is read back as it was signed", async () => {
    const { id } = await seedAccount(db);
    const by = { accountId: id, system: true } as const;
    const possible = fc.jsonValue().filter((value) => !/\\u(0000|d[89a-f])/.test(JSON.stringify(value)));
    let made = 0;
    await fc.assert(
      fc.asyncProperty(possible, fc.string({ unit: "grapheme" }), async (value, text) => {
        const name = text.replaceAll("\0", "");
        await db.transaction((tx) =>
          recordAuditEntry(tx, by, {
            kind: "account",
            action: "updateOrganization",
            resource: "acct",
            target: { id, name },
            details: { value },
            comment: name,
          }),
        );
        made += 1;
      }),
    );
    await sealEntries(db);
    expect(await verify(id)).toMatchObject({ sealed: made, findings: [] });
  });
});

describe("entries of before there was a chain", () => {
  test("are taken into it in their order, are counted as such, and are held from then on", async () => {
    const account = await seedAccount(db);
    const old = await plantEntries(db, account.id, [{ at: 2_000 }, { at: 1_000 }, { at: 3_000 }]);
    await issue(db, await account.join("owner"));
    expect(await verify(account.id)).toMatchObject({ sealed: 0, waiting: { count: 4 }, findings: [] });
    await sealEntries(db);
    expect(await verify(account.id)).toMatchObject({ sealed: 4, adopted: 3, findings: [] });
    await tamper(pool, `update audit_entries set target_name = 'other' where id = '${old[0]}'`);
    expect(found(await verify(account.id))).toEqual([{ kind: "altered", seq: 2, entryId: old[0] }]);
  });

  test("those that an old server still writes are taken in for a day, and no longer", async () => {
    const account = await seedAccount(db);
    await plantEntries(db, account.id, [{}]);
    await sealEntries(db);
    await plantEntries(db, account.id, [{}]);
    await sealEntries(db);
    expect(await verify(account.id)).toMatchObject({ sealed: 2, adopted: 2, findings: [] });
    await tamper(
      pool,
      `update audit_seals set sealed_at = sealed_at - interval '${ADOPTED_WITHIN_HOURS} hours' where account_id = '${account.id}'`,
    );
    const [late] = await plantEntries(db, account.id, [{}]);
    expect(await sealEntries(db)).toEqual({ count: 1, first: [{ entryId: late, state: "foreign" }] });
  });

  test("more than fit into one batch are all taken in, of each account by itself", async () => {
    const [one, two] = [await seedAccount(db), await seedAccount(db)];
    await plantEntries(db, one.id, Array(SEAL_BATCH + 10).fill({}));
    await plantEntries(db, two.id, Array(20).fill({}));
    await sealEntries(db);
    expect(await verify(one.id)).toMatchObject({ sealed: SEAL_BATCH + 10, findings: [] });
    expect(await verify(two.id)).toMatchObject({ sealed: 20, findings: [] });
  });
});

test("a place in the chain can be neither changed nor removed either, whatever role the triggers are told to play", async () => {
  await sealedAccount();
  for (const table of ["audit_seals", "audit_entries"]) {
    for (const statement of [`update ${table} set account_id = 'x'`, `delete from ${table}`, `truncate ${table}`]) {
      const plainly = async () => db.execute(sql.raw(statement));
      const asReplica = async () =>
        db.transaction(async (tx) => {
          await tx.execute(sql`set local session_replication_role = replica`);
          await tx.execute(sql.raw(statement));
        });
      for (const act of [plainly, asReplica]) // one after the other: nobody would listen to the second meanwhile
        await expect(act()).rejects.toMatchObject({ cause: { message: expect.stringContaining("only ever added") } });
    }
  }
});
