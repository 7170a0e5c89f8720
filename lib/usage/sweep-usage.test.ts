import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { usageActions, usageDays, usageSources } from "@/drizzle/schema";
import { seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { someUse } from "@/lib/testing/usage";
import { UsageLedger } from "./ledger";
import { sweepUsage } from "./sweep-usage";
import { tokenActivity } from "./token-activity";

const { db, pool } = await testDatabase();
const member = await (await seedAccount(db)).join("owner");

/** A token used today, and so many times on days of its own before: the `i`th, `i` days ago. */
async function usedFor(days: number) {
  const use = await someUse(db, member);
  const ledger = new UsageLedger(db, (error) => {
    throw error;
  });
  ledger.note(use);
  await ledger.stop();
  await db.execute(sql`insert into usage_days (token_id, channel, day, secret_id, account_id, allowed, denied, hours)
    select token_id, channel, day - back, secret_id, account_id, allowed, denied, hours
    from usage_days, generate_series(1, ${days}::integer) as back where token_id = ${use.tokenId}`);
  await db.execute(sql`insert into usage_actions (token_id, channel, day, kind, action, account_id, allowed, denied)
    select token_id, channel, day - back, kind, action, account_id, allowed, denied
    from usage_actions, generate_series(1, ${days}::integer) as back where token_id = ${use.tokenId}`);
  const rows = async () => ({
    days: await db.$count(usageDays, eq(usageDays.tokenId, use.tokenId)),
    actions: await db.$count(usageActions, eq(usageActions.tokenId, use.tokenId)),
    sources: await db.$count(usageSources, eq(usageSources.tokenId, use.tokenId)),
  });
  return { use, rows };
}

describe("sweeping", () => {
  test("leaves the days that are asked for and nothing older, in as many batches as it takes", async () => {
    const { rows } = await usedFor(60);
    expect(await sweepUsage(db, 40, 7)).toBe(40);
    expect(await rows()).toEqual({ days: 41, actions: 41, sources: 1 });
    expect(await sweepUsage(db, 40, 7)).toBe(0);
  });

  test("keeps the first and the last use for good, and forgets sources that came no more", async () => {
    const { use, rows } = await usedFor(3);
    await db.update(usageSources).set({ lastAt: sql`now() - interval '41 days'` });
    const before = await tokenActivity(db, use.accountId, use.tokenId);
    await db.execute(sql`update usage_days set day = day - 400 where token_id = ${use.tokenId}`);
    await sweepUsage(db, 40);
    expect(await rows()).toEqual({ days: 0, actions: 4, sources: 0 });
    const after = await tokenActivity(db, use.accountId, use.tokenId);
    expect([after.first, after.last]).toEqual([before.first, before.last]);
    expect(after.secrets[0]?.last).toEqual(before.last);
    expect(after.days.every(({ rest }) => rest.allowed === 0)).toBe(true);
  });

  test("is left to another instance that is at it", async () => {
    const { rows } = await usedFor(60);
    const other = await pool.connect();
    await other.query("begin; select pg_advisory_xact_lock(7234005)");
    expect(await sweepUsage(db, 40)).toBe(0);
    expect(await rows()).toMatchObject({ days: 61 });
    await other.query("rollback");
    other.release();
    await sweepUsage(db, 40);
    expect(await rows()).toMatchObject({ days: 41 });
  });
});
