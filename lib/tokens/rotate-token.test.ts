import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accessTokens, auditEntries, tokenSecrets } from "@/drizzle/schema";
import { newId } from "@/lib/core/id";
import { change } from "@/lib/principals/change";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { confirmSecret } from "./confirm-secret";
import { createToken } from "./create-token";
import { endOverlap } from "./end-overlap";
import { getToken } from "./get-token";
import { createTokenInput } from "./input";
import { revokeToken } from "./revoke-token";
import { rotateToken } from "./rotate-token";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();
const DAY = 86_400_000;
const statusOf = async (secret: string) => {
  const found = await verifyToken(db, secret, NOWHERE);
  return found.status === "dead" ? found.reason : found.status;
};
const principalOf = async (secret: string) => {
  const found = await verifyToken(db, secret, NOWHERE);
  if (found.status !== "valid") throw new Error(found.status);
  return found.principal;
};
const rotate = (member: Pick<TestMember, "principal">, id: string, oldUntil: number | null = null) =>
  rotateToken(db, member.principal, { id, oldUntil });

/** The new secret, where the rotation was not refused. */
async function rotated(member: Pick<TestMember, "principal">, id: string, oldUntil: number | null = null) {
  const answer = await rotate(member, id, oldUntil);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return { secret: answer.value.secret.reveal(), token: answer.value.token };
}

async function people() {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const writer = await account.join("writer");
  return { account, owner, writer, ...(await issue(db, writer, { role: "writer", name: "mine" })) };
}

describe("rotating a token", () => {
  test("the new secret works and the old one is dead in the same moment, and says why", async () => {
    const { writer, token, secret } = await people();
    const next = await rotated(writer, token.id);
    expect(await statusOf(next.secret)).toBe("valid");
    expect(await statusOf(secret)).toBe("rotated");
    expect(next.token).toMatchObject({ secretTail: next.secret.slice(-4), oldSecret: null });
    expect(next.secret.slice(0, 4)).toBe("lkp_");
  });

  test("nothing else of it changes; only when it was changed moves", async () => {
    const { writer, token } = await people();
    const { token: after } = await rotated(writer, token.id);
    const { secretTail: _, modifiedAt: before, secretConfirmed: __, ...same } = token;
    expect(after).toMatchObject(same);
    expect(after.modifiedAt).toBeGreaterThanOrEqual(before);
  });

  test("with a time for it the old one works beside the new one and is shown, until then and not a moment longer", async () => {
    const { writer, token, secret } = await people();
    const until = Date.now() + DAY;
    const next = await rotated(writer, token.id, until);
    expect(next.token.oldSecret).toEqual({ tail: secret.slice(-4), until });
    for (const each of [secret, next.secret]) {
      expect(await verifyToken(db, each, NOWHERE)).toMatchObject({ status: "valid", tokenId: token.id });
    }
    const old = and(eq(tokenSecrets.tokenId, token.id), eq(tokenSecrets.state, "overlap"));
    await db.update(tokenSecrets).set({ notAfter: sql`now()` }).where(old);
    expect(await statusOf(secret)).toBe("rotated");
    expect(await statusOf(next.secret)).toBe("valid");
    expect((await getToken(db, writer.principal, token.id)).ok).toBe(true);
  });

  test("two secrets at most work: a second rotation ends the older one at once (invariant I22)", async () => {
    const { writer, token, secret } = await people();
    const second = await rotated(writer, token.id, Date.now() + DAY);
    const third = await rotated(writer, token.id, Date.now() + DAY);
    expect(await Promise.all([secret, second.secret, third.secret].map(statusOf))).toEqual([
      "rotated",
      "valid",
      "valid",
    ]);
    const fourth = await rotated(writer, token.id);
    expect(await Promise.all([second.secret, third.secret, fourth.secret].map(statusOf))).toEqual([
      "rotated",
      "rotated",
      "valid",
    ]);
  });

  test("revoking ends both; so does removing its time", async () => {
    const { writer, token, secret } = await people();
    const next = await rotated(writer, token.id, Date.now() + DAY);
    await revokeToken(db, writer.principal, { id: token.id, reason: "" });
    expect([await statusOf(secret), await statusOf(next.secret)]).toEqual(["revoked", "revoked"]);
    expect(await rotate(writer, token.id)).toEqual({ ok: false, error: { kind: "not_found", what: "access token" } });
  });

  test("the old secret never outlives the token, nor seven days; more is refused, the past means at once", async () => {
    const { writer } = await people();
    const short = Date.now() + 3_600_000;
    const { token } = await issue(db, writer, { expiresAt: short });
    expect((await rotated(writer, token.id, Date.now() + DAY)).token.oldSecret?.until).toBe(short);
    const other = await issue(db, writer);
    expect(await rotate(writer, other.token.id, Date.now() + 8 * DAY)).toMatchObject({
      ok: false,
      error: { kind: "invalid_input", fields: { oldUntil: [expect.stringContaining("7 days")] } },
    });
    expect(await statusOf(other.secret)).toBe("valid");
    expect((await rotated(writer, other.token.id, Date.now() - 1000)).token.oldSecret).toBeNull();
    expect(await statusOf(other.secret)).toBe("rotated");
    const week = await rotated(writer, other.token.id, Date.now() + 7 * DAY);
    expect(week.token.oldSecret?.until).toBeLessThanOrEqual(Date.now() + 7 * DAY);
  });

  test("an expired one is refused, since its new secret would not work either", async () => {
    const { writer, token } = await people();
    await db.update(accessTokens).set({ notAfter: sql`now()` }).where(eq(accessTokens.id, token.id));
    expect(await rotate(writer, token.id)).toEqual({ ok: false, error: { kind: "expired" } });
  });

  test("with a new expiry an expired personal one comes back, by its new secret alone; a service one does not (ruling R10)", async () => {
    const { owner, writer, token, secret } = await people();
    const service = await issue(db, owner, { kind: "service" });
    await db
      .update(accessTokens)
      .set({ notAfter: sql`now()` })
      .where(eq(accessTokens.accountId, writer.principal.accountId));
    const expiresAt = Date.now() + DAY;
    const renew = (member: TestMember, id: string, at: number | null) =>
      rotateToken(db, member.principal, { id, oldUntil: Date.now() + DAY, expiresAt: at });
    for (const at of [expiresAt, null]) {
      expect(await renew(owner, service.token.id, at)).toMatchObject({ error: { kind: "invalid_input" } });
    }
    expect(await renew(writer, token.id, Date.now() + 1000)).toMatchObject({ error: { kind: "invalid_input" } });
    expect(await statusOf(secret)).toBe("expired");
    const renewed = await renew(writer, token.id, expiresAt);
    if (!renewed.ok) throw new Error(renewed.error.kind);
    expect(renewed.value.token).toMatchObject({ status: "expiring", expiresAt, oldSecret: null });
    expect(await statusOf(renewed.value.secret.reveal())).toBe("valid");
    expect(await statusOf(secret)).toBe("rotated");
  });

  test("one audit entry, with who and when the old one ends, and no secret in it", async () => {
    const { writer, token, secret } = await people();
    const until = Date.now() + DAY;
    const next = await rotated(writer, token.id, until);
    const entries = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.targetId, token.id), eq(auditEntries.action, "resetAccessToken")));
    expect(entries).toMatchObject([
      {
        memberId: writer.id,
        resource: `member/${writer.id}:token/${token.id}`,
        targetName: "mine",
        details: { oldUntil: until },
      },
    ]);
    for (const each of [secret, next.secret]) expect(JSON.stringify(entries)).not.toContain(each.slice(4, 20));
  });

  test("whoever is shown the new secret in the console has yet to say that it is stored; a program has not", async () => {
    const { owner, writer, token } = await people();
    await confirmSecret(db, writer.principal, token.id);
    expect((await rotated(writer, token.id)).token.secretConfirmed).toBe(false);
    expect((await confirmSecret(db, writer.principal, token.id)).ok).toBe(true);
    const program = await issue(db, owner, { role: "owner" });
    const self = await rotated({ principal: await principalOf(program.secret) }, program.token.id);
    expect(self.token.secretConfirmed).toBe(true);
  });
});

describe("who rotates a token (ruling R8)", () => {
  test("nobody but its own member a personal one: an Admin and an Owner are refused, and it works on", async () => {
    const { account, owner, token, secret } = await people();
    const admin = await account.join("admin");
    const ownersToken = await issue(db, owner, { role: "owner" });
    for (const principal of [owner.principal, admin.principal, await principalOf(ownersToken.secret)]) {
      expect(await rotateToken(db, principal, { id: token.id, oldUntil: null })).toEqual({
        ok: false,
        error: { kind: "not_yours" },
      });
    }
    expect(await statusOf(secret)).toBe("valid");
  });

  test("somebody who cannot see it is not told that it is there", async () => {
    const { account, token } = await people();
    const other = await account.join("reader");
    const stranger = await (await seedAccount(db)).join("owner");
    for (const member of [other, stranger]) {
      expect(await rotate(member, token.id)).toMatchObject({ ok: false, error: { kind: "not_found" } });
    }
    expect(await rotate(other, newId())).toMatchObject({ ok: false, error: { kind: "not_found" } });
  });

  test("a policy may deny its member even that", async () => {
    const { owner, writer, token } = await people();
    const role = await seedRole(db, owner, [allow("*", "proj/*"), deny("resetAccessToken", "member/*:token/*")]);
    await giveRoles(db, owner, writer, [role]);
    expect(await rotate({ principal: await asNow(db, writer) }, token.id)).toMatchObject({
      ok: false,
      error: { kind: "forbidden", action: "resetAccessToken", resource: `member/${writer.id}:token/${token.id}` },
    });
  });

  test("a token does not rotate itself without the action, and does with it", async () => {
    const { owner, writer, token, secret } = await people();
    expect(await rotateToken(db, await principalOf(secret), { id: token.id, oldUntil: null })).toMatchObject({
      ok: false,
      error: { kind: "forbidden", action: "resetAccessToken" },
    });
    expect(writer.id).not.toBe(owner.id);
    const statements = [allow("resetAccessToken", "member/*:token/*")];
    const own = await issue(db, owner, { role: { source: "inline", statements } });
    const next = await rotated({ principal: await principalOf(own.secret) }, own.token.id);
    expect([await statusOf(own.secret), await statusOf(next.secret)]).toEqual(["rotated", "valid"]);
  });

  test("through a token no secret is come by that can do more than that token", async () => {
    const { owner } = await people();
    const strong = await issue(db, owner, { role: "owner" });
    const weak = await issue(db, owner, { role: "reader" });
    const statements = [allow("resetAccessToken", "member/*:token/*")];
    const narrow = await principalOf((await issue(db, owner, { role: { source: "inline", statements } })).secret);
    const admin = await principalOf((await issue(db, owner, { role: "admin" })).secret);
    for (const principal of [narrow, admin]) {
      expect(await rotateToken(db, principal, { id: strong.token.id, oldUntil: null })).toMatchObject({
        ok: false,
        error: { kind: "beyond_own" },
      });
    }
    expect(await rotateToken(db, narrow, { id: weak.token.id, oldUntil: null })).toMatchObject({ ok: false });
    expect(await rotateToken(db, admin, { id: weak.token.id, oldUntil: null })).toMatchObject({ ok: true });
    expect(await statusOf(strong.secret)).toBe("valid");
  });

  test("a service token only by somebody who holds its ceiling", async () => {
    const { account, owner, writer } = await people();
    const admin = await account.join("admin");
    const owners = await issue(db, owner, { kind: "service" });
    const admins = await issue(db, admin, { kind: "service" });
    const writers = await issue(db, writer, { kind: "service" });
    expect(await rotate(admin, owners.token.id)).toMatchObject({ ok: false, error: { kind: "beyond_own" } });
    expect(await rotate(writer, writers.token.id)).toMatchObject({
      ok: false,
      error: { kind: "forbidden", action: "resetAccessToken", resource: `service-token/${writers.token.id}` },
    });
    for (const { token } of [admins, writers]) expect((await rotate(admin, token.id)).ok).toBe(true);
    for (const { token } of [owners, admins, writers]) {
      expect((await rotated(owner, token.id)).secret.slice(0, 4)).toBe("lks_");
    }
    const other = await account.join("owner");
    expect((await rotated(other, owners.token.id)).token.member.id).toBe(owner.id);
    expect((await confirmSecret(db, other.principal, owners.token.id)).ok).toBe(true);
  });
});

describe("ending the old secret", () => {
  test("it is dead at once, the new one works on, and there is an entry; a second time nothing happens", async () => {
    const { owner, writer, token, secret } = await people();
    const next = await rotated(writer, token.id, Date.now() + DAY);
    expect(await endOverlap(db, owner.principal, token.id)).toMatchObject({ ok: true, value: { oldSecret: null } });
    expect([await statusOf(secret), await statusOf(next.secret)]).toEqual(["rotated", "valid"]);
    expect((await endOverlap(db, writer.principal, token.id)).ok).toBe(true);
    const entries = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.targetId, token.id), eq(auditEntries.action, "endOldSecret")));
    expect(entries).toMatchObject([{ memberId: owner.id, details: { ending: secret.slice(-4) } }]);
  });

  test("a Writer ends nobody else's; a token not even its own without the action", async () => {
    const { account, writer, token, secret } = await people();
    await rotated(writer, token.id, Date.now() + DAY);
    const other = await account.join("writer");
    expect(await endOverlap(db, other.principal, token.id)).toMatchObject({ error: { kind: "not_found" } });
    expect(await endOverlap(db, await principalOf(secret), token.id)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await statusOf(secret)).toBe("valid");
  });
});

describe("what is under way while a token is rotated (invariant I21)", () => {
  test("what an old secret had begun is not carried out once that secret is dead", async () => {
    const { owner } = await people();
    const { token, secret } = await issue(db, owner, { role: "owner" });
    const begun = await principalOf(secret);
    await rotated(owner, token.id);
    const role = { source: "base", baseRole: "reader" } as const;
    expect(await createToken(db, begun, createTokenInput.parse({ role }))).toEqual({
      ok: false,
      error: { kind: "unauthenticated" },
    });
    expect(await change(db, begun, async () => ({ ok: true, value: null }))).toMatchObject({
      error: { kind: "unauthenticated" },
    });
  });

  test("with time left for the old one, it is", async () => {
    const { owner } = await people();
    const { token, secret } = await issue(db, owner, { role: "owner" });
    const begun = await principalOf(secret);
    await rotated(owner, token.id, Date.now() + DAY);
    expect(await change(db, begun, async () => ({ ok: true, value: null }))).toEqual({ ok: true, value: null });
  });

  test("of rotations side by side all or one are carried out, and exactly one secret works in the end, in 20 rounds", async () => {
    const { owner } = await people();
    for (let round = 0; round < 20; round++) {
      const { token, secret } = await issue(db, owner, { role: "owner" });
      const leaked = { principal: await principalOf(secret) };
      const answers = await Promise.all([rotate(owner, token.id), rotate(leaked, token.id), rotate(owner, token.id)]);
      const secrets = answers.flatMap((answer) => (answer.ok ? [answer.value.secret.reveal()] : []));
      const working = (await Promise.all(secrets.map(statusOf))).filter((status) => status === "valid");
      expect(working).toHaveLength(1);
      expect(await statusOf(secret)).toBe("rotated");
      for (const answer of answers) if (!answer.ok) expect(answer.error.kind).toBe("unauthenticated");
    }
  });
});
