import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accessTokens } from "@/drizzle/schema";
import { createGateway } from "@/lib/gateways/create-gateway";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { decide } from "@/lib/policy/decide";
import { updateRole } from "@/lib/roles/update-role";
import { issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { updateToken } from "@/lib/tokens/update-token";
import { Authority } from "./authority";

const { db, pool } = await testDatabase();
const authority = new Authority(db, { held: () => false });
const writes = { action: "updateOn", resource: "proj/web:env/production:flag/x" };

async function aGateway(owner: TestMember): Promise<{ id: string; credential: string }> {
  const made = await createGateway(db, owner.principal, { name: "edge" });
  if (!made.ok) throw new Error(made.error.kind);
  return { id: made.value.gateway.id, credential: made.value.secret.reveal() };
}

async function aStage() {
  const account = await seedAccount(db);
  const [owner, member] = [await account.join("owner"), await account.join("writer")];
  const { id, credential } = await aGateway(owner);
  /** What the first question finds, by reading it all, and the second, by its stamp. */
  const mayWrite = async (secret: string) => {
    const answers: boolean[] = [];
    for (let time = 0; time < 2; time++) {
      const { gateway, holder } = await authority.ask(credential, secret);
      expect(gateway).toEqual({ id, accountId: account.id, asksBy: "names" });
      answers.push(holder !== null && holder.dead === null && decide(holder.grants, writes).effect === "allow");
    }
    return answers;
  };
  return { account, owner, member, gateway: id, credential, mayWrite };
}
const yes = [true, true];
const no = [false, false];

/** How many statements the database is asked meanwhile. */
async function statements(act: () => unknown): Promise<number> {
  const query = pool.query;
  let asked = 0;
  Object.assign(pool, {
    query: (...given: Parameters<typeof query>) => {
      asked++;
      return Reflect.apply(query, pool, given);
    },
  });
  try {
    await act();
    return asked;
  } finally {
    Object.assign(pool, { query });
  }
}

describe("without a lease", () => {
  test("what is no secret, or one of another kind, is nobody's and reaches nobody else's place", async () => {
    const { credential, member } = await aStage();
    const { secret } = await issue(db, member, { role: "writer" });
    expect((await authority.ask(credential, secret)).holder).not.toBeNull();
    for (const [gateway, token] of [
      ["", secret],
      [secret, secret],
      [`${credential.slice(0, -1)}!`, secret],
      [`${credential}x`, secret],
    ] as const)
      expect((await authority.ask(gateway, token)).gateway).toBeNull();
    for (const token of ["", credential, `${secret.slice(0, -1)}!`, `${secret}x`, `lkp_${"a".repeat(43)}000000`])
      expect((await authority.ask(credential, token)).holder).toBeNull();
    expect((await authority.ask(credential, null)).holder).toBeNull();
  });

  test("each question is asked of the database: the first of a token by two statements, the next by one for both", async () => {
    const { credential, owner, member } = await aStage();
    const { secret } = await issue(db, member, { role: "writer" });
    expect(await statements(() => authority.ask(credential, secret))).toBe(2);
    for (let time = 0; time < 3; time++) expect(await statements(() => authority.ask(credential, secret))).toBe(1);
    const role = await seedRole(db, owner, [allow("*", "proj/*")]);
    const scoped = await issue(db, owner, { role: { source: "custom", roles: [role.id] } });
    await authority.ask(credential, scoped.secret);
    expect(await statements(() => authority.ask(credential, scoped.secret))).toBe(1);
  });

  test("questions that come while one is asked share the next statement, and each has its own answer", async () => {
    const { credential, member, owner, mayWrite } = await aStage();
    const other = await aStage();
    const made = await Promise.all(Array.from({ length: 4 }, () => issue(db, member, { role: "writer" })));
    for (const { secret } of made) await mayWrite(secret);
    const revoked = made[1]?.token.id ?? "";
    expect((await revokeToken(db, owner.principal, { id: revoked, reason: "" })).ok).toBe(true);
    const pairs = made.map(({ secret }, at) => [at === 2 ? other.credential : credential, secret] as const);
    const ask = () => Promise.all(pairs.map(([gateway, secret]) => authority.ask(gateway, secret)));
    const tell = ({ gateway, holder }: Awaited<ReturnType<typeof ask>>[number]) => [
      gateway?.id,
      holder?.id,
      holder?.dead,
    ];
    const first = (await ask()).map(tell); // of the revoked one it is read anew
    expect(first[1]?.[2]).toBe("revoked");
    expect(first.map(([gateway]) => gateway === other.gateway)).toEqual([false, false, true, false]);
    expect(first.map(([, token]) => token)).toEqual(made.map(({ token }) => token.id));
    expect(await statements(async () => expect((await ask()).map(tell)).toEqual(first))).toBe(2);
  });

  test("a token that is as it was is not worked out again", async () => {
    const { credential, member } = await aStage();
    const { secret } = await issue(db, member, { role: "writer" });
    const { holder } = await authority.ask(credential, secret);
    expect((await authority.ask(credential, secret)).holder).toBe(holder);
  });

  test("a revoked gateway is none at the next question", async () => {
    const { credential, gateway, owner, member, mayWrite } = await aStage();
    const { secret } = await issue(db, member, { role: "writer" });
    expect(await mayWrite(secret)).toEqual(yes);
    expect((await revokeGateway(db, owner.principal, { id: gateway })).ok).toBe(true);
    expect((await authority.ask(credential, secret)).gateway).toBeNull();
  });

  test("pausing, resuming, narrowing and revoking bite at the next question", async () => {
    const { member, mayWrite } = await aStage();
    const role = { source: "inline" as const, statements: [allow("*", "proj/*"), allow("*", "proj/*:env/*:flag/*")] };
    const { secret, token } = await issue(db, member, { role });
    expect(await mayWrite(secret)).toEqual(yes);
    expect((await pauseToken(db, member.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(no);
    expect((await resumeToken(db, member.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(yes);
    const narrower = { id: token.id, comment: "", role: { source: "inline" as const, statements: [] } };
    expect((await updateToken(db, member.principal, narrower)).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(no);
    expect((await updateToken(db, member.principal, { ...narrower, role })).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(yes);
    expect((await revokeToken(db, member.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(no);
  });

  test("an expiry bites when it comes, though no row was written", async () => {
    const { member, mayWrite } = await aStage();
    const { secret, token } = await issue(db, member, { role: "writer" });
    const ends = sql`now() + interval '400 milliseconds'`;
    await db.update(accessTokens).set({ notAfter: ends }).where(eq(accessTokens.id, token.id));
    await mayWrite(secret); // while it lives, unless this machine is very busy
    await expect.poll(() => mayWrite(secret)).toEqual(no);
  });

  test("demoting a member, giving them roles, editing those, taking them and removing the member bite at the next question", async () => {
    const { owner, member, mayWrite } = await aStage();
    const { secret } = await issue(db, member, { role: "writer" });
    expect(await mayWrite(secret)).toEqual(yes);
    for (const [baseRole, answers] of [["reader", no] as const, ["writer", yes] as const]) {
      expect((await updateMember(db, owner.principal, { id: member.id, baseRole })).ok).toBe(true);
      expect(await mayWrite(secret)).toEqual(answers);
    }
    const nothing = await seedRole(db, owner, []);
    const all = await seedRole(db, owner, [allow("*", "proj/*:env/*:flag/*")], { basePermissions: "reader" });
    await giveRoles(db, owner, member, [nothing]);
    expect(await mayWrite(secret)).toEqual(no);
    await giveRoles(db, owner, member, [nothing, all]);
    expect(await mayWrite(secret)).toEqual(yes);
    expect((await updateRole(db, owner.principal, { role: all.key, comment: "", policy: [] })).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(no);
    await giveRoles(db, owner, member, []);
    expect(await mayWrite(secret)).toEqual(yes);
    expect((await removeMember(db, owner.principal, member.id)).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(no);
  });

  test("editing a role that scopes a token bites at the next question", async () => {
    const { owner, mayWrite } = await aStage();
    const role = await seedRole(db, owner, [allow("*", "proj/*:env/*:flag/*")], { basePermissions: "reader" });
    const { secret } = await issue(db, owner, { role: { source: "custom", roles: [role.id] } });
    expect(await mayWrite(secret)).toEqual(yes);
    expect((await updateRole(db, owner.principal, { role: role.key, comment: "", policy: [] })).ok).toBe(true);
    expect(await mayWrite(secret)).toEqual(no);
  });
});
