import { describe, expect, test } from "vitest";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { SEAL_BATCH, STRANGE_TOLD } from "./limits";
import { type StrangeFound, sealBatches, sealEntries } from "./seal-entries";
import { Sealer } from "./sealer";
import { verifyChain } from "./verify-chain";

const { db, pool } = await testDatabase();

/** An account whose chain has begun, and so many entries in it that somebody put there past Latchkey. */
async function accountWith(backlog: number) {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  await issue(db, owner);
  await sealEntries(db);
  await pool.query(
    `insert into audit_entries (id, account_id, actor_kind, kind, action, resource, target_id, target_name, details)
      select md5($1 || n), $1, 'system', 'account', 'updateOrganization', 'acct', 'x', 'x', '{}' from generate_series(1, $2) n`,
    [account.id, backlog],
  );
  return { id: account.id, owner };
}

const waiting = async () => Number((await pool.query("select count(*) from audit_unsealed")).rows[0].count);
/** Locks on the chain's tables of this very database, but for those that it takes itself to tidy up. */
const locked = async () =>
  (
    await pool.query(
      `select from pg_locks join pg_stat_activity using (pid)
        where relation in ('audit_seals'::regclass, 'audit_unsealed'::regclass) and backend_type = 'client backend'
          and datname = current_database()`,
    )
  ).rowCount;

describe("very many entries that wait", () => {
  test("are sealed some at a time, and between two batches nothing is held and others' acts go on", async () => {
    const { id, owner } = await accountWith(20_000);
    const sizes: number[] = [];
    let [strange, told] = [0, 0];
    for await (const batch of sealBatches(db)) {
      sizes.push(batch.taken);
      strange += batch.strange.count;
      told = Math.max(told, batch.strange.first.length);
      expect(await locked()).toBe(0);
      if (sizes.length <= 3) await issue(db, owner);
    }
    expect(Math.max(...sizes)).toBe(SEAL_BATCH);
    expect(sizes.reduce((one, other) => one + other)).toBe(20_003);
    expect([strange, told]).toEqual([20_000, STRANGE_TOLD]);
    expect(await waiting()).toBe(0);
    expect(await verifyChain(db, id, null)).toMatchObject({ sealed: 20_004, waiting: { count: 0 } });
  });

  test("leave a server half of the time: its sealer rests after each batch for as long as that took, and tells of them once", async () => {
    await accountWith(3 * SEAL_BATCH);
    const rests: number[] = [];
    const told: StrangeFound[] = [];
    await new Promise<void>((resolve) => {
      const sealer: Sealer = new Sealer(db, {
        onStrange: (strange) => void told.push(strange),
        onError: (error) => expect.unreachable(String(error)),
        rest: async (ms): Promise<void> => {
          if (rests.push(ms) === 3) resolve(sealer.stop());
        },
      });
      sealer.start();
    });
    expect(rests).toHaveLength(3);
    expect(Math.min(...rests)).toBeGreaterThan(0);
    expect(told).toMatchObject([{ count: 3 * SEAL_BATCH, first: { length: STRANGE_TOLD } }]);
    expect(await waiting()).toBe(0);
  });

  test("do not hold up a stop: what is not sealed in time waits for the next start", async () => {
    const { id } = await accountWith(3 * SEAL_BATCH);
    const sealer = new Sealer(db, {
      onStrange: () => {},
      onError: (error) => expect.unreachable(String(error)),
    });
    await sealer.stop(0);
    expect(await waiting()).toBe(2 * SEAL_BATCH);
    await sealEntries(db);
    expect(await verifyChain(db, id, null)).toMatchObject({ sealed: 3 * SEAL_BATCH + 1, waiting: { count: 0 } });
  });
});
