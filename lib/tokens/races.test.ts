import { eq, inArray, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { auditEntries, members } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import { updateMember } from "@/lib/members/update-member";
import { updateRole } from "@/lib/roles/update-role";
import { issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { createToken } from "./create-token";
import { createTokenInput } from "./input";
import { revokeToken } from "./revoke-token";
import { verifyToken } from "./verify-token";

// Each side of a race has a pool of its own, as two instances would.
const ROUNDS = 200;
const { db, url } = await testDatabase();
const elsewhere = new pg.Pool({ connectionString: url, max: 5 });
const other = drizzle(elsewhere, { schema, casing: "snake_case" });
elsewhere.on("error", () => {}); // its database is dropped while its last connections close
afterAll(() => elsewhere.end());

/** The other side begins a little earlier or later each time, within the time that either takes. */
const jitter = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));

/** When each entry was written, by the database's clock: both writers hold the lock that they race for by then. */
async function written(...targets: string[]): Promise<number[]> {
  const rows = await db
    .select({
      id: auditEntries.targetId,
      at: sql<number>`extract(epoch from max(${auditEntries.at})) * 1e6`.mapWith(Number),
    })
    .from(auditEntries)
    .where(inArray(auditEntries.targetId, targets))
    .groupBy(auditEntries.targetId);
  return targets.map((target) => rows.find(({ id }) => id === target)?.at ?? Number.NaN);
}

const service = createTokenInput.parse({
  name: "t",
  kind: "service",
  role: { source: "inline", statements: [allow("*", "proj/*")] },
});
const writes = { action: "updateTags", resource: "proj/web" };

async function keepsWriting(secret: string): Promise<boolean> {
  const found = await verifyToken(db, secret, NOWHERE);
  if (found.status !== "valid") throw new Error(found.status);
  return may(found.principal, writes);
}

test(`demotion against creation: no service token keeps what its maker had lost, in ${ROUNDS} rounds`, async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  let [before, after] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const maker = await account.join("writer");
    const [made] = await Promise.all([
      jitter().then(() => createToken(db, maker.principal, service)),
      jitter().then(() => updateMember(other, owner.principal, { id: maker.id, baseRole: "reader" })),
    ]);
    if (!made.ok) throw new Error(made.error.kind);
    const [creation = 0, demotion = 0] = await written(made.value.token.id, maker.id);
    expect(await keepsWriting(made.value.secret.reveal())).toBe(creation < demotion);
    if (creation < demotion) before++;
    else after++;
  }
  console.log(`demotion against creation: ${before} were made before it, ${after} after it`);
  expect(before + after).toBe(ROUNDS);
});

test(`role edit against creation: no service token keeps what the role no longer gave, in ${ROUNDS} rounds`, async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const maker = await account.join("reader");
  const create = allow("createAccessToken", "service-token/*");
  const role = await seedRole(db, owner, [create, allow("*", "proj/*")]);
  await giveRoles(db, owner, maker, [role]);
  const edit = (policy: ReturnType<typeof allow>[]) => ({ role: role.key, policy, comment: "" });
  let [before, after] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const [made, edited] = await Promise.all([
      jitter().then(() => createToken(db, maker.principal, service)),
      jitter().then(() => updateRole(other, owner.principal, edit([create, allow("viewProject", "proj/*")]))),
    ]);
    if (!made.ok || !edited.ok) throw new Error("a side was refused");
    const [creation = 0, editing = 0] = await written(made.value.token.id, role.id);
    expect(await keepsWriting(made.value.secret.reveal())).toBe(creation < editing);
    if (creation < editing) before++;
    else after++;
    await updateRole(db, owner.principal, edit([create, allow("*", "proj/*")]));
  }
  console.log(`role edit against creation: ${before} were made before it, ${after} after it`);
  expect(before + after).toBe(ROUNDS);
});

test(`two demotions of the last two Owners: one is always left, in ${ROUNDS} rounds`, async () => {
  const account = await seedAccount(db);
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [await account.join("owner"), await account.join("owner")];
    const answers = await Promise.all([
      updateMember(db, a.principal, { id: b.id, baseRole: "reader" }),
      jitter().then(() => updateMember(other, b.principal, { id: a.id, baseRole: "reader" })),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const left = await db.$count(members, sql`${members.accountId} = ${account.id} and ${members.baseRole} = 'owner'`);
    expect(left).toBe(1);
    await db.update(members).set({ baseRole: "reader" }).where(eq(members.accountId, account.id));
  }
});

test(`two tokens revoking each other: exactly one goes, in ${ROUNDS} rounds`, async () => {
  const account = await seedAccount(db);
  const admin = await account.join("admin");
  for (let round = 0; round < ROUNDS; round++) {
    const pair = [await issue(db, admin, { role: "admin" }), await issue(db, admin, { role: "admin" })];
    const principals = await Promise.all(
      pair.map(async ({ secret }) => {
        const found = await verifyToken(db, secret, NOWHERE);
        if (found.status !== "valid") throw new Error(found.status);
        return found.principal;
      }),
    );
    const [first, second] = principals;
    if (!first || !second) throw new Error("no pair");
    const answers = await Promise.all([
      revokeToken(db, first, { id: pair[1]?.token.id ?? "", reason: "" }),
      revokeToken(other, second, { id: pair[0]?.token.id ?? "", reason: "" }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const states = await Promise.all(pair.map(async ({ secret }) => (await verifyToken(db, secret, NOWHERE)).status));
    expect(states.sort()).toEqual(["dead", "valid"]);
  }
});
