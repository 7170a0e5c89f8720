import { and, eq, sql } from "drizzle-orm";
import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { accessTokens, accounts, auditEntries, tokenUses } from "@/drizzle/schema";
import { auditQueryInput } from "@/lib/audit/input";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { setRules } from "@/lib/testing/rules";
import { pauseUnused } from "./pause-unused";
import { ruleEffects } from "./rule-effects";
import { updateToken } from "./update-token";
import { verifyToken } from "./verify-token";

const { db, url } = await testDatabase();
const ago = (days: number) => sql`now() - make_interval(days => ${days})`;

beforeEach(() => db.update(accounts).set({ pauseAfterDays: null }));

/** A token made and last changed so many days ago, and used like that. */
async function aged(
  member: TestMember,
  days: number,
  used: Partial<Record<"restAt" | "gatewayAt" | "telemetryAt", number>> = {},
) {
  const made = await issue(db, member);
  await db
    .update(accessTokens)
    .set({ createdAt: ago(days), modifiedAt: ago(days) })
    .where(eq(accessTokens.id, made.token.id));
  const uses = Object.fromEntries(Object.entries(used).map(([channel, at]) => [channel, ago(at)]));
  const row = { tokenId: made.token.id, accountId: member.principal.accountId, ...uses };
  if (Object.keys(used).length > 0) await db.insert(tokenUses).values(row);
  return made;
}

async function people() {
  const account = await seedAccount(db);
  return { account, owner: await account.join("owner"), writer: await account.join("writer") };
}

const isPaused = async (secret: string) => (await verifyToken(db, secret, NOWHERE)).status === "dead";
const wouldPause = async (member: TestMember, pauseAfterDays: number) => {
  const effects = await ruleEffects(db, member.principal, { longestDays: null, staleDays: 90, pauseAfterDays });
  if (!effects.ok) throw new Error(effects.error.kind);
  return effects.value.wouldPause;
};

describe("pausing tokens that go unused", () => {
  test("spares what is used over any channel, is younger than the rule, or was changed since; and any account without the rule", async () => {
    const { owner, writer } = await people();
    const spared = [
      await aged(writer, 200, { restAt: 5 }),
      await aged(writer, 200, { restAt: 150, telemetryAt: 1 }),
      await aged(writer, 200, { gatewayAt: 89 }),
      await aged(writer, 89),
    ];
    const renamed = await aged(writer, 200);
    await updateToken(db, await asNow(db, writer), { id: renamed.token.id, name: "kept", comment: "" });
    const elsewhere = await aged((await people()).owner, 300);
    expect(await pauseUnused(db)).toBe(0);
    await setRules(db, owner, { pauseAfterDays: 90 });
    expect(await wouldPause(owner, 90)).toBe(0);
    expect(await pauseUnused(db)).toBe(0);
    for (const { secret } of [...spared, renamed, elsewhere]) expect(await isPaused(secret)).toBe(false);
  });

  test("takes the rest, as many as were announced; Latchkey says why in the log, once", async () => {
    const { account, owner, writer } = await people();
    const unused = [await aged(writer, 91), await aged(writer, 300, { restAt: 91, gatewayAt: 120 })];
    await setRules(db, owner, { pauseAfterDays: 90 });
    expect(await wouldPause(owner, 90)).toBe(2);
    expect([await pauseUnused(db), await pauseUnused(db)]).toEqual([2, 0]);
    for (const { secret } of unused) {
      expect(await verifyToken(db, secret, NOWHERE)).toMatchObject({ status: "dead", reason: "paused" });
    }
    const pauses = and(eq(auditEntries.accountId, account.id), eq(auditEntries.action, "pauseAccessToken"));
    expect(await db.select().from(auditEntries).where(pauses)).toMatchObject([
      { actorKind: "system", details: { because: "pauseAfterDays", days: 90, causedBy: expect.any(String) } },
      { actorKind: "system", details: { before: { paused: false }, after: { paused: true } } },
    ]);
    const page = await listAuditEntries(db, await asNow(db, owner), auditQueryInput.parse({ limit: 1 }));
    expect(page.ok && page.value.items[0]).toMatchObject({
      who: "Latchkey",
      title: "Latchkey paused the token test token",
      comment: "Unused for 90 days, as the token rules have it",
    });
  });

  test("what somebody resumes works on for as long as the rule says", async () => {
    const { owner, writer } = await people();
    const { token, secret } = await aged(writer, 91);
    await setRules(db, owner, { pauseAfterDays: 90 });
    await pauseUnused(db);
    await updateToken(db, await asNow(db, writer), { id: token.id, paused: false, comment: "" });
    expect(await pauseUnused(db)).toBe(0);
    expect(await isPaused(secret)).toBe(false);
  });

  test("is done by one server at a time", async () => {
    const { owner, writer } = await people();
    await aged(writer, 91);
    await setRules(db, owner, { pauseAfterDays: 90 });
    const busy = new pg.Client(url);
    await busy.connect();
    await busy.query("select pg_advisory_lock(7234004)");
    expect(await pauseUnused(db)).toBe(0);
    await busy.end();
    const both = await Promise.all([pauseUnused(db), pauseUnused(db)]);
    expect(both[0] + both[1] + (await pauseUnused(db))).toBe(1);
  });
});

test("what rules would meet is counted for whoever may see the settings, and for nobody else", async () => {
  const { owner, writer } = await people();
  const asked = { longestDays: 30, staleDays: 90, pauseAfterDays: null };
  expect(await ruleEffects(db, writer.principal, asked)).toMatchObject({ error: { kind: "forbidden" } });
  const day = 86_400_000;
  await issue(db, writer, { expiresAt: Date.now() + 31 * day });
  await issue(db, writer, { expiresAt: Date.now() + 29 * day });
  await aged(writer, 100, { restAt: 91 });
  await aged(writer, 100, { restAt: 91, telemetryAt: 1 });
  expect(await ruleEffects(db, owner.principal, asked)).toEqual({
    ok: true,
    value: { living: 4, beyondLongest: 1, withoutEnd: 2, stale: 2, wouldPause: 0 },
  });
});
