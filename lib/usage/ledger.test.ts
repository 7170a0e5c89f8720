import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { accessTokens, tokenUses, usageSources, usageWriters } from "@/drizzle/schema";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { someUse } from "@/lib/testing/usage";
import { UsageLedger } from "./ledger";
import { AGENT_LENGTH, SOURCES_KEPT } from "./limits";
import type { Use } from "./tally";
import { tokenActivity } from "./token-activity";
import { usedActions } from "./used-actions";

const { db, pool, url } = await testDatabase();
const member = await (await seedAccount(db)).join("owner");
const fail = (error: unknown) => {
  throw error;
};

const restAt = async (id: string) =>
  (await db.select().from(tokenUses).where(eq(tokenUses.tokenId, id)))[0]?.restAt ?? null;

const activityOf = ({ accountId, tokenId }: Use) => tokenActivity(db, accountId, tokenId);
const todayOf = async (use: Use) => (await activityOf(use)).days.at(-1);
const noteTimes = (ledger: UsageLedger, use: Use, times: number) => {
  for (let i = 0; i < times; i++) ledger.note(use);
};

describe("uses, written after the answers", () => {
  test("the first use shows by itself, long before the batch of later ones is due", async () => {
    const use = await someUse(db, member);
    const ledger = new UsageLedger(db, fail);
    ledger.note(use);
    await vi.waitFor(async () => expect(await restAt(use.tokenId)).not.toBeNull(), { timeout: 4_000, interval: 20 });
  });

  test("a thousand uses are counted one by one, in a few rows", async () => {
    const use = await someUse(db, member);
    const ledger = new UsageLedger(db, fail);
    noteTimes(ledger, use, 1000);
    noteTimes(ledger, { ...use, denied: true }, 17);
    await ledger.flush();
    noteTimes(ledger, use, 5);
    await ledger.flush();
    const { days, hours, first, last, sources, secrets, actions } = await activityOf(use);
    expect(days.at(-1)?.rest).toEqual({ allowed: 1005, denied: 17 });
    expect(hours.flat().reduce((sum, uses) => sum + uses, 0)).toBe(1022);
    expect(sources).toMatchObject([{ channel: "rest", address: use.address, agent: use.agent, uses: 1022 }]);
    expect(secrets).toMatchObject([{ id: use.secretId, calls: 1022, last: { rest: last.rest, gateway: null } }]);
    expect(actions).toEqual([{ kind: "other", action: "other", allowed: 1005, denied: 17 }]);
    expect(first.rest).toBeLessThan(last.rest ?? 0);
  });

  test("channels are counted apart, and only rest is what last used means", async () => {
    const use = await someUse(db, member, { channel: "telemetry", route: null });
    const ledger = new UsageLedger(db, fail);
    noteTimes(ledger, use, 3);
    ledger.note({ ...use, channel: "gateway", denied: true });
    await ledger.flush();
    expect(await todayOf(use)).toMatchObject({
      rest: { allowed: 0, denied: 0 },
      gateway: { allowed: 0, denied: 1 },
      telemetry: { allowed: 3, denied: 0 },
    });
    const { last, first, hours, lastRoute } = await activityOf(use);
    expect([last.rest, first.rest, lastRoute]).toEqual([null, null, null]);
    expect(last.telemetry).not.toBeNull();
    expect(hours.flat().every((uses) => uses === 0)).toBe(true);
  });

  test("neither time moves inwards, even past a clock that did", async () => {
    const use = await someUse(db, member);
    const ledger = new UsageLedger(db, fail);
    ledger.note(use);
    await ledger.flush();
    await db
      .update(tokenUses)
      .set({ restAt: sql`now() + interval '1 hour'`, restFirstAt: sql`now() - interval '1 year'` })
      .where(eq(tokenUses.tokenId, use.tokenId));
    const before = await activityOf(use);
    ledger.note(use);
    await ledger.flush();
    const after = await activityOf(use);
    expect([after.first, after.last]).toEqual([before.first, before.last]);
  });

  test("use moves no token's modification", async () => {
    const use = await someUse(db, member);
    const modified = async () => {
      const [token] = await db.select().from(accessTokens).where(eq(accessTokens.id, use.tokenId));
      return token?.modifiedAt;
    };
    const before = await modified();
    expect(before).toBeInstanceOf(Date);
    const ledger = new UsageLedger(db, fail);
    ledger.note(use);
    await ledger.flush();
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 1 } });
    expect(await modified()).toEqual(before);
  });

  test("noting returns before anything is written, and is no promise", async () => {
    const use = await someUse(db, member);
    const ledger = new UsageLedger(db, fail);
    expect(ledger.note(use)).toBeUndefined();
    expect(await restAt(use.tokenId)).toBeNull();
    await ledger.flush();
    expect(await restAt(use.tokenId)).not.toBeNull();
  });
});

describe("uses that are committed before the answer", () => {
  test("whoever waits goes on when the use can be read, and those who come meanwhile share one batch", async () => {
    const use = await someUse(db, member, { channel: "gateway", route: null });
    const ledger = new UsageLedger(db, fail);
    await ledger.noteCommitted(use);
    expect(await todayOf(use)).toMatchObject({ gateway: { allowed: 1 } });
    const batches = async () => Math.max(...(await db.select().from(usageWriters)).map(({ batch }) => batch));
    const before = await batches();
    await Promise.all(Array.from({ length: 200 }, () => ledger.noteCommitted(use)));
    expect(await todayOf(use)).toMatchObject({ gateway: { allowed: 201 } });
    expect((await batches()) - before).toBeLessThanOrEqual(2);
  });

  test("whoever waits is told when it cannot be committed, and nothing is counted twice when it is made up for", async () => {
    const use = await someUse(db, member, { channel: "gateway", route: null });
    const ledger = new UsageLedger(db, () => {});
    await db.execute(sql`alter table usage_actions rename to usage_actions_away`);
    await expect(ledger.noteCommitted(use)).rejects.toThrow();
    await db.execute(sql`alter table usage_actions_away rename to usage_actions`);
    await ledger.noteCommitted(use);
    expect(await todayOf(use)).toMatchObject({ gateway: { allowed: 2 } });
  });
});

describe("a database that fails", () => {
  test("a write that fails is told of, throws nothing, and is made up for in full", async () => {
    const use = await someUse(db, member);
    const failures: unknown[] = [];
    const ledger = new UsageLedger(db, (error) => failures.push(error));
    await db.execute(sql`alter table usage_actions rename to usage_actions_away`);
    noteTimes(ledger, use, 3);
    await ledger.flush();
    noteTimes(ledger, use, 2);
    await ledger.flush();
    await db.execute(sql`alter table usage_actions_away rename to usage_actions`);
    expect(failures).toHaveLength(2);
    expect(await restAt(use.tokenId)).toBeNull();
    await ledger.flush();
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 5, denied: 0 } });
  });

  test("a batch whose commit was not heard of is not counted again", async () => {
    const use = await someUse(db, member);
    const failures: unknown[] = [];
    const deaf = Object.assign(Object.create(db), { $client: losingTheAnswerOf(1) }) as typeof db;
    const ledger = new UsageLedger(deaf, (error) => failures.push(error));
    noteTimes(ledger, use, 4);
    await ledger.flush();
    expect(failures).toHaveLength(1);
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 4 } });
    ledger.note(use);
    await ledger.flush();
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 5 } });
  });

  test("a connection that ends in the middle of a batch has lost nothing", async () => {
    const use = await someUse(db, member);
    const failures: unknown[] = [];
    const ledger = new UsageLedger(db, (error) => failures.push(error));
    ledger.note(use);
    await ledger.flush();
    const blocker = new pg.Client(url);
    await blocker.connect();
    await blocker.query("begin; lock table usage_sources in access exclusive mode");
    noteTimes(ledger, use, 7);
    const flushed = ledger.flush();
    await vi.waitFor(async () => {
      const { rowCount } = await blocker.query(`select pg_terminate_backend(pid) from pg_locks l
        where not granted and relation = 'usage_sources'::regclass`);
      expect(rowCount).toBe(1);
    });
    await flushed;
    await blocker.end();
    expect(failures).toHaveLength(1);
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 1 } });
    await ledger.stop();
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 8 } });
  });

  test("what the database will never take is told of and holds up nothing", async () => {
    const use = await someUse(db, member);
    const failures: unknown[] = [];
    const ledger = new UsageLedger(db, (error) => failures.push(error));
    ledger.note({ ...use, tokenId: "no such token" });
    await ledger.flush();
    expect(failures).toHaveLength(1);
    ledger.note(use);
    await ledger.flush();
    expect(failures).toHaveLength(1);
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 1 } });
  });
});

describe("two instances", () => {
  test("add up, whichever writes first, and neither waits for the other in a ring", async () => {
    const uses = await Promise.all(Array.from({ length: 20 }, () => someUse(db, member)));
    const [one, two] = [new UsageLedger(db, fail), new UsageLedger(db, fail)];
    for (let round = 0; round < 10; round++) {
      for (const use of uses) one.note(use);
      for (const use of uses.toReversed()) noteTimes(two, use, 2);
      await Promise.all([one.flush(), two.flush()]);
    }
    for (const use of uses) {
      expect(await todayOf(use)).toMatchObject({ rest: { allowed: 30 } });
      expect((await activityOf(use)).sources).toMatchObject([{ uses: 30 }]);
    }
  });

  test("use is complete until the one that is behind has written", async () => {
    await db.delete(usageWriters);
    const use = await someUse(db, member);
    const [ahead, behind] = [new UsageLedger(db, fail), new UsageLedger(db, fail)];
    behind.note(use);
    await behind.flush();
    const { completeUntil: written } = await activityOf(use);
    behind.note(use);
    ahead.note(use);
    await ahead.flush();
    expect((await activityOf(use)).completeUntil).toBe(written);
    await behind.stop();
    expect((await activityOf(use)).completeUntil).toBeGreaterThan(written);
    await ahead.stop();
    expect(await db.$count(usageWriters)).toBe(0);
  });

  test("one that was killed holds the others up for two minutes", async () => {
    await db.delete(usageWriters);
    const use = await someUse(db, member);
    const [living, killed] = [new UsageLedger(db, fail), new UsageLedger(db, fail)];
    killed.note(use);
    await killed.flush();
    const long = sql`now() - interval '121 seconds'`;
    await db.update(usageWriters).set({ seenAt: long, completeUntil: long });
    living.note(use);
    await living.flush();
    const { rows } = await db.execute<{ now: number }>(sql`select extract(epoch from now())::float8 * 1000 as now`);
    expect((rows[0]?.now ?? 0) - (await activityOf(use)).completeUntil).toBeLessThan(100_000);
    await living.stop();
  });
});

describe("bounds", () => {
  test("memory: a use that finds no room is not counted, and told of", async () => {
    const [use, other] = [await someUse(db, member), await someUse(db, member)];
    const failures: unknown[] = [];
    const ledger = new UsageLedger(db, (error) => failures.push(String(error)), { cells: 3 });
    noteTimes(ledger, use, 5);
    noteTimes(ledger, other, 2);
    await ledger.flush();
    expect(failures).toEqual([expect.stringContaining("2 uses were not counted")]);
    expect(await todayOf(use)).toMatchObject({ rest: { allowed: 5 } });
    expect(await todayOf(other)).toMatchObject({ rest: { allowed: 0 } });
    noteTimes(ledger, other, 2);
    await ledger.flush();
    expect(failures).toHaveLength(1);
    expect(await todayOf(other)).toMatchObject({ rest: { allowed: 2 } });
  });

  test("of a hundred addresses the newest few are kept", async () => {
    const use = await someUse(db, member);
    const ledger = new UsageLedger(db, fail);
    for (let i = 0; i < 100; i++) {
      ledger.note({ ...use, address: `198.51.100.${i}` });
      if (i % 10 === 9) await ledger.flush();
    }
    const { sources, days } = await activityOf(use);
    expect(days.at(-1)?.rest.allowed).toBe(100);
    expect(sources).toHaveLength(SOURCES_KEPT);
    expect(sources[0]?.address).toBe("198.51.100.99");
    expect(sources.map(({ address }) => Number(address.split(".")[3])).sort((a, b) => a - b)[0]).toBe(80);
  });

  test("an agent is kept short, without secrets and without what could forge a line", async () => {
    const use = await someUse(db, member);
    const { secret } = await issue(db, member);
    const ledger = new UsageLedger(db, fail);
    ledger.note({ ...use, agent: `curl/8 ${secret}\u0000\n${"x".repeat(500)}` });
    ledger.note({ ...use, agent: `curl/8 ${secret}\u0000\n${"x".repeat(400)}` });
    await ledger.flush();
    const [source, more] = await db.select().from(usageSources).where(eq(usageSources.tokenId, use.tokenId));
    expect(more).toBeUndefined();
    expect(source?.uses).toBe(2);
    expect(source?.agent).toHaveLength(AGENT_LENGTH);
    expect(source?.agent).not.toContain(secret.slice(0, 24));
    expect(source?.agent.startsWith(`curl/8 ${secret.slice(0, 4)}***`)).toBe(true);
    expect(source?.agent).not.toMatch(/\p{Cc}/u);
  });
});

describe("isolation", () => {
  test("another account's question about a token is answered as if nobody had used it", async () => {
    const use = await someUse(db, member);
    const ledger = new UsageLedger(db, fail);
    ledger.note(use);
    await ledger.flush();
    const stranger = await (await seedAccount(db)).join("owner");
    const { accountId } = stranger.principal;
    const activity = await tokenActivity(db, accountId, use.tokenId);
    expect(activity).toMatchObject({ sources: [], actions: [], secrets: [], blocked: null, lastRoute: null });
    expect(activity.days.every(({ rest }) => rest.allowed === 0)).toBe(true);
    expect(activity.last.rest).toBeNull();
    expect((await usedActions(db, accountId, [use.tokenId], 7)).get(use.tokenId)).toEqual([]);
    expect((await usedActions(db, use.accountId, [use.tokenId], 7)).get(use.tokenId)).toHaveLength(1);
  });
});

/** The pool, but the answers of the first few statements are lost on the way, after they were committed. */
function losingTheAnswerOf(times: number): pg.Pool {
  let left = times;
  const query = async (statement: pg.QueryConfig) => {
    const done = await pool.query(statement);
    if (left-- > 0) throw Object.assign(new Error("Connection terminated"), { code: "ECONNRESET" });
    return done;
  };
  return Object.assign(Object.create(pool), { query });
}
