import { and, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { accessTokens, auditEntries } from "@/drizzle/schema";
import { saveTokenRulesInput } from "@/lib/settings/input";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { saveTokenRules } from "@/lib/settings/save-token-rules";
import type { TokenRules } from "@/lib/settings/view";
import { asNow, issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { setRules } from "@/lib/testing/rules";
import { createToken } from "./create-token";
import { createTokenInput } from "./input";
import { rotateToken } from "./rotate-token";
import { updateToken } from "./update-token";

// The side that saves the rules has a pool of its own, as another instance would.
const ROUNDS = 60;
const DAY = 86_400_000;
const { db, url } = await testDatabase();
const elsewhere = new pg.Pool({ connectionString: url, max: 5 });
const other = drizzle(elsewhere, { schema, casing: "snake_case" });
elsewhere.on("error", () => {}); // its database is dropped while its last connections close
afterAll(() => elsewhere.end());

const jitter = (most = 6) => new Promise((resolve) => setTimeout(resolve, Math.random() * most));

async function tighten(owner: TestMember, rules: Partial<TokenRules>): Promise<void> {
  const principal = await asNow(other, owner);
  const seen = await readTokenRules(other, principal.accountId);
  await jitter();
  const saved = await saveTokenRules(
    other,
    principal,
    saveTokenRulesInput.parse({ seen, asked: { ...seen, ...rules } }),
  );
  if (!saved.ok) throw new Error(saved.error.kind);
}

/** The newest entry of an act, in microseconds of the database's clock. */
async function newest(accountId: string, action: string): Promise<number> {
  const [row] = await db
    .select({ at: sql<number>`extract(epoch from max(${auditEntries.at})) * 1e6`.mapWith(Number) })
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, accountId), eq(auditEntries.action, action)));
  return row?.at ?? 0;
}

test(`rules tightened against creations: none that breaks them is told after them, in ${ROUNDS} rounds of 4`, async () => {
  const account = await seedAccount(db);
  const [owner, maker] = [await account.join("owner"), await account.join("writer")];
  const service = createTokenInput.parse({ kind: "service", role: { source: "base", baseRole: "reader" } });
  let [made, refused] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const principal = await asNow(db, maker);
    const creations = await Promise.all([
      ...[1, 2, 3, 4].map(() => jitter(30).then(() => createToken(db, principal, service))),
      tighten(owner, { serviceMakers: "admins", neverAllowed: false }).then(() => null),
    ]);
    const answers = creations.filter((answer) => answer !== null);
    const late = answers.filter((answer) => !answer.ok);
    for (const answer of late) expect(answer).toMatchObject({ error: { kind: "makers_only" } });
    refused += late.length;
    made += answers.length - late.length;
    const saving = await newest(account.id, "updateTokenRules");
    expect(await newest(account.id, "createAccessToken")).toBeLessThan(saving);
    await setRules(db, owner, { serviceMakers: "everybody", neverAllowed: true });
  }
  console.log(`rules against creations: ${made} were made before them, ${refused} refused after`);
  expect(made + refused).toBe(4 * ROUNDS);
});

test(`rules tightened against a longer expiry and an overlap: either is there before them or not at all, in ${ROUNDS} rounds`, async () => {
  const account = await seedAccount(db);
  const [owner, maker] = [await account.join("owner"), await account.join("writer")];
  for (let round = 0; round < ROUNDS; round++) {
    const { token } = await issue(db, maker, { expiresAt: Date.now() + 5 * DAY });
    const principal = await asNow(db, maker);
    const far = Date.now() + 400 * DAY;
    const [extended, rotated] = await Promise.all([
      jitter(30).then(() => updateToken(db, principal, { id: token.id, expiresAt: far, comment: "" })),
      jitter(30).then(() => rotateToken(db, principal, { id: token.id, oldUntil: Date.now() + DAY })),
      tighten(owner, { longestDays: 90, overlapHours: 1 }),
    ]);
    const saving = await newest(account.id, "updateTokenRules");
    const [row] = await db.select().from(accessTokens).where(eq(accessTokens.id, token.id));
    expect(row?.notAfter?.getTime() === far).toBe(extended.ok);
    if (extended.ok) expect(await newest(account.id, "updateAccessTokenExpiry")).toBeLessThan(saving);
    else expect(extended).toMatchObject({ error: { kind: "invalid_input" } });
    if (rotated.ok) expect(await newest(account.id, "resetAccessToken")).toBeLessThan(saving);
    else expect(rotated).toMatchObject({ error: { kind: "invalid_input" } });
    await setRules(db, owner, { longestDays: null, overlapHours: 168 });
  }
});
