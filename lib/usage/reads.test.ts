import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { SPARKLINE_DAYS } from "./limits";
import { sparklines } from "./sparklines";
import { tokenActivity } from "./token-activity";
import { usedActions } from "./used-actions";

const { db } = await testDatabase();
const member = await (await seedAccount(db)).join("owner");
const { accountId } = member.principal;

describe("what is read of a token that nobody used", () => {
  test("zeros for every day, nobody to name, and complete until now", async () => {
    const { token } = await issue(db, member);
    expect((await sparklines(db, accountId, [token.id])).get(token.id)).toEqual(Array(SPARKLINE_DAYS).fill(0));
    expect((await usedActions(db, accountId, [token.id], 7)).get(token.id)).toEqual([]);
    const activity = await tokenActivity(db, accountId, token.id, { days: 90, zone: "Europe/Berlin" });
    expect(activity.days).toHaveLength(90);
    expect(activity.days.at(-1)?.rest).toEqual({ allowed: 0, denied: 0 });
    expect(activity.hours.flat()).toEqual(Array(7 * 24).fill(0));
    expect(activity).toMatchObject({ zone: "Europe/Berlin", sources: [], actions: [], blocked: null });
    expect(activity.last).toEqual({ rest: null, gateway: null, telemetry: null });
    expect(activity.secrets).toMatchObject([{ tail: token.secretTail, state: "current", until: null, calls: 0 }]);
    const { rows } = await db.execute<{ now: number }>(sql`select extract(epoch from now())::float8 * 1000 as now`);
    expect((rows[0]?.now ?? 0) - activity.completeUntil).toBeLessThan(60_000);
  });

  test("a zone that nobody knows is UTC", async () => {
    const { token } = await issue(db, member);
    expect((await tokenActivity(db, accountId, token.id, { zone: "Nowhere/Here" })).zone).toBe("UTC");
  });
});
