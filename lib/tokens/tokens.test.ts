import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accessTokens, auditEntries, tokenSecrets } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import { levelOf } from "@/lib/access/level";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { issue, NOWHERE, seedAccount, setRole } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { createToken } from "./create-token";
import { getToken } from "./get-token";
import { createTokenInput, onceInput } from "./input";
import { listTokens } from "./list-tokens";
import { revokeToken } from "./revoke-token";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();
const verify = (secret: string) => verifyToken(db, secret, NOWHERE);
const EVERYTHING = {
  showAll: true,
  limit: 100,
  offset: 0,
} as const;
const input = (role: "reader" | "writer" | "admin" | "owner", more = {}) =>
  createTokenInput.parse({ name: "t", role: { source: "base", baseRole: role }, ...more });
const principalOf = async (secret: string) => {
  const verification = await verify(secret);
  if (verification.status !== "valid") throw new Error(verification.status);
  return verification.principal;
};

describe("creating a token", () => {
  test("the secret works at once and is stored nowhere", async () => {
    const member = await (await seedAccount(db)).join("writer");
    const { token, secret } = await issue(db, member, { role: "writer" });
    expect(await verify(secret)).toMatchObject({ status: "valid", tokenId: token.id });
    const { rows } =
      await db.execute(sql`select t::text || s::text || (select string_agg(a::text, '') from audit_entries a) as everything
      from access_tokens t join token_secrets s on s.token_id = t.id where t.id = ${token.id}`);
    expect(String(rows[0]?.["everything"])).toContain(secret.slice(-4));
    expect(String(rows[0]?.["everything"])).not.toContain(secret.slice(4, 20));
  });

  test("its audit entry is in the same transaction and names who, what and with which role", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const { token } = await issue(db, member, { name: "deploy" });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, token.id));
    expect(entries).toMatchObject([
      {
        actorKind: "session",
        memberId: member.id,
        action: "createAccessToken",
        resource: `member/${member.id}:token/${token.id}`,
        targetName: "deploy",
        details: { kind: "personal", role: { source: "base", baseRole: "reader" } },
      },
    ]);
  });

  test.each([
    ["reader", "writer", "reader"],
    ["reader", "owner", "reader"],
    ["writer", "admin", "writer"],
  ] as const)(
    "a %s is refused a token with the role %s, and told the highest allowed (ruling R6)",
    async (mine, asked, highest) => {
      const member = await (await seedAccountWithOwner()).join(mine);
      expect(await createToken(db, member.principal, input(asked))).toEqual({
        ok: false,
        error: { kind: "role_too_high", asked, highest },
      });
      expect((await listTokens(db, member.principal, EVERYTHING)).total).toBe(0);
    },
  );

  test("an Admin may pick Owner, and the token acts as Admin (ruling R6)", async () => {
    const admin = await (await seedAccountWithOwner()).join("admin");
    const { token, secret } = await issue(db, admin, { role: "owner" });
    expect(token).toMatchObject({ role: { baseRole: "owner" }, actsAs: "admin", status: "limited" });
    expect(may(await principalOf(secret), { action: "deleteAccount", resource: "acct" })).toBe(false);
  });

  test("somebody without access makes none", async () => {
    const nobody = await (await seedAccount(db)).join("no_access");
    expect(await createToken(db, nobody.principal, input("reader"))).toMatchObject({
      ok: false,
      error: { kind: "forbidden", action: "createAccessToken" },
    });
  });

  test("a form that is sent again, later or at once, makes one token and is told which; another's like it makes its own", async () => {
    const account = await seedAccountWithOwner();
    const [mo, other] = [await account.join("writer"), await account.join("writer")];
    const input = createTokenInput.parse({ name: "once", role: { source: "base", baseRole: "reader" } });
    const once = "0123456789abcdef".repeat(2);
    const answers = await Promise.all([1, 2, 3].map(() => createToken(db, mo.principal, input, once)));
    const made = answers.filter((answer) => answer.ok);
    expect(made).toHaveLength(1);
    const id = made[0]?.value.token.id;
    const again = { ok: false, error: { kind: "already_created", id } };
    expect(answers.filter((answer) => !answer.ok)).toEqual([again, again]);
    expect(await createToken(db, mo.principal, input, once)).toEqual(again);
    expect((await createToken(db, other.principal, input, once)).ok).toBe(true);
    for (const bad of ["", "0", "x".repeat(32), once.toUpperCase()])
      expect(onceInput.safeParse(bad).success).toBe(false);
  });

  test("an expiry in the past is refused by the database's clock", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const refused = await createToken(db, member.principal, input("reader", { expiresAt: Date.now() - 1000 }));
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: "invalid_input", fields: { expiresAt: [expect.any(String)] } },
    });
  });
});

describe("tokens that make tokens (ruling R7)", () => {
  test("a Writer's token makes none, although the Writer may", async () => {
    const writer = await (await seedAccount(db)).join("writer");
    const { secret } = await issue(db, writer, { role: "writer" });
    expect(await createToken(db, await principalOf(secret), input("reader"))).toMatchObject({
      ok: false,
      error: { kind: "forbidden" },
    });
  });

  test("nothing outgrows its maker: the child is held to what the making token could do then", async () => {
    const owner = await (await seedAccount(db)).join("owner");
    const { secret: parent } = await issue(db, owner, { role: "admin" });
    const child = await createToken(db, await principalOf(parent), input("owner"));
    if (!child.ok) throw new Error(child.error.kind);
    expect(child.value.token.actsAs).toBe("admin");
    const principal = await principalOf(child.value.secret.reveal());
    expect(may(principal, { action: "updateAccountOwner", resource: "acct" })).toBe(false);
    expect(may(principal, { action: "updateRole", resource: "member/x" })).toBe(true);
  });
});

describe("a personal token is held to its member's present role", () => {
  test("a Writer token of a member who becomes Reader behaves like a Reader token, and comes back with them", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const member = await account.join("writer");
    const { secret, token } = await issue(db, member, { role: "writer" });
    const writes = async () => may(await principalOf(secret), { action: "updateOn", resource: "proj/web" });
    for (let round = 0; round < 20; round++) {
      expect(await writes()).toBe(true);
      await updateMember(db, owner.principal, { id: member.id, baseRole: "reader" });
      expect(await writes()).toBe(false);
      await updateMember(db, owner.principal, { id: member.id, baseRole: "writer" });
    }
    await updateMember(db, owner.principal, { id: member.id, baseRole: "reader" });
    expect(await getToken(db, owner.principal, token.id)).toMatchObject({
      value: { role: { baseRole: "writer" }, actsAs: "reader", status: "limited" },
    });
  });

  test("a removed member's token is dead at once, and stays dead when the address comes back", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const leaver = await account.join("writer", "leaver@acme.example");
    const { secret } = await issue(db, leaver);
    expect(await removeMember(db, owner.principal, leaver.id)).toEqual({
      ok: true,
      value: { deactivated: 1, handedOver: 0 },
    });
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "deactivated" });
    expect((await account.join("writer", "leaver@acme.example")).id).not.toBe(leaver.id);
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "deactivated" });
  });

  test("even a token that the removal had missed is dead", async () => {
    const account = await seedAccount(db);
    const leaver = await account.join("writer");
    const { secret, token } = await issue(db, leaver);
    await db.execute(sql`update members set removed_at = now() where id = ${leaver.id}`);
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "deactivated" });
    expect(token.status).toBe("active");
  });

  test("a token that was made as the member was demoted never does more than the member", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    for (let round = 0; round < 40; round++) {
      const member = await account.join("writer");
      const [made] = await Promise.all([
        createToken(db, member.principal, input("writer")),
        updateMember(db, owner.principal, { id: member.id, baseRole: "reader" }),
      ]);
      if (made.ok)
        expect(may(await principalOf(made.value.secret.reveal()), { action: "updateOn", resource: "proj/web" })).toBe(
          false,
        );
      else expect(made.error.kind).toBe("role_too_high");
    }
  });
});

describe("verifying", () => {
  test.each(["", "nonsense", "lkp_", `lkp_${"0".repeat(43)}2anijP`])("%j is unknown", async (presented) => {
    expect(await verify(presented)).toEqual({ status: "unknown" });
  });

  test("a secret planted as a bare hash does not authenticate (invariant I2)", async () => {
    const member = await (await seedAccount(db)).join("owner");
    const { token } = await issue(db, member);
    const chosen = `lkp_${"z".repeat(43)}`;
    await db.execute(sql`update token_secrets set digest = sha256(${chosen}::bytea) where token_id = ${token.id}`);
    expect(await verify(chosen)).toEqual({ status: "unknown" });
  });

  test("an expired token is dead from its very instant on, by the database's clock", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const { secret, token } = await issue(db, member, { expiresAt: Date.now() + 3_600_000 });
    await db.update(accessTokens).set({ notAfter: sql`now()` }).where(eq(accessTokens.id, token.id));
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "expired" });
    expect(await getToken(db, member.principal, token.id)).toMatchObject({ value: { status: "expired" } });
  });

  test("a paused token says so to whoever holds its secret (ruling R18)", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const { secret, token } = await issue(db, member);
    await db.update(accessTokens).set({ pausedAt: sql`now()` }).where(eq(accessTokens.id, token.id));
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "paused" });
  });

  test("two secrets with one digest cannot both be stored (invariant I5)", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const { token } = await issue(db, member);
    const again =
      db.execute(sql`insert into token_secrets select '000000000000000000000000', account_id, token_id, key_id, digest, last4, 'dead', null, now(), now(), 'x'
      from token_secrets where token_id = ${token.id}`);
    await expect(again).rejects.toMatchObject({ cause: { code: "23505" } });
  });
});

describe("revoking", () => {
  test("ends the token and its secret for good, with its reason in the audit log", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const { token, secret } = await issue(db, await account.join("writer"));
    expect(await revokeToken(db, owner.principal, { id: token.id, reason: "left in a repository" })).toMatchObject({
      ok: true,
      value: { status: "revoked" },
    });
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "revoked" });
    const secrets = await db
      .select({ state: tokenSecrets.state })
      .from(tokenSecrets)
      .where(eq(tokenSecrets.tokenId, token.id));
    expect(secrets).toEqual([{ state: "dead" }]);
    const entries = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.targetId, token.id))
      .orderBy(auditEntries.at);
    expect(entries.at(-1)).toMatchObject({
      action: "deleteAccessToken",
      comment: "left in a repository",
      memberId: owner.id,
    });
  });

  test("members end their own, by session and not by a token without the right (ruling R8)", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const first = await issue(db, member);
    const second = await issue(db, member);
    expect(await revokeToken(db, await principalOf(first.secret), { id: first.token.id, reason: "" })).toMatchObject({
      ok: false,
      error: { kind: "forbidden", action: "deleteAccessToken" },
    });
    expect(await revokeToken(db, member.principal, { id: second.token.id, reason: "" })).toMatchObject({ ok: true });
  });

  test("another member's token is not there for a Writer, and not there twice for an Owner", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const { token } = await issue(db, owner);
    const writer = await account.join("writer");
    const missing = { ok: false, error: { kind: "not_found", what: "access token" } };
    expect(await revokeToken(db, writer.principal, { id: token.id, reason: "" })).toEqual(missing);
    await revokeToken(db, owner.principal, { id: token.id, reason: "" });
    expect(await revokeToken(db, owner.principal, { id: token.id, reason: "" })).toEqual(missing);
  });

  test("another account's token is not there to revoke, read or list (invariant I39)", async () => {
    const ours = await (await seedAccount(db)).join("owner");
    const { token, secret } = await issue(db, await (await seedAccount(db)).join("owner"));
    expect(await revokeToken(db, ours.principal, { id: token.id, reason: "" })).toMatchObject({
      error: { kind: "not_found" },
    });
    expect(await getToken(db, ours.principal, token.id)).toMatchObject({ error: { kind: "not_found" } });
    expect((await listTokens(db, ours.principal, EVERYTHING)).items).toEqual([]);
    expect(await verify(secret)).toMatchObject({ status: "valid" });
  });

  test("of two revocations at once exactly one is written down", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    for (let round = 0; round < 20; round++) {
      const { token } = await issue(db, owner);
      const answers = await Promise.all(
        [1, 2].map(() => revokeToken(db, owner.principal, { id: token.id, reason: "" })),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, token.id));
      expect(entries.filter(({ action }) => action === "deleteAccessToken")).toHaveLength(1);
    }
  });

  test("of two tokens that revoke each other exactly one wins (invariant I21)", async () => {
    const account = await seedAccount(db);
    const [a, b] = [await account.join("owner"), await account.join("owner")];
    for (let round = 0; round < 20; round++) {
      const [first, second] = [await issue(db, a, { role: "owner" }), await issue(db, b, { role: "owner" })];
      const [p, q] = [await principalOf(first.secret), await principalOf(second.secret)];
      const answers = await Promise.all([
        revokeToken(db, p, { id: second.token.id, reason: "" }),
        revokeToken(db, q, { id: first.token.id, reason: "" }),
      ]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.find((answer) => !answer.ok)).toMatchObject({ error: { kind: "unauthenticated" } });
    }
  });
});

describe("listing (ruling R9)", () => {
  test("a Reader sees own tokens only, an Owner everybody's when asked, each with the tail and never a secret", async () => {
    const account = await seedAccount(db);
    const [owner, reader] = [await account.join("owner"), await account.join("reader")];
    const mine = await issue(db, reader, { name: "mine" });
    const theirs = await issue(db, owner, { name: "theirs" });
    const names = async (who: typeof owner, showAll: boolean) =>
      (await listTokens(db, who.principal, { ...EVERYTHING, showAll })).items.map(({ name }) => name);
    expect(await names(reader, true)).toEqual(["mine"]);
    expect(await names(owner, false)).toEqual(["theirs"]);
    expect(await names(owner, true)).toEqual(["theirs", "mine"]);
    const text = JSON.stringify(await listTokens(db, owner.principal, EVERYTHING));
    expect(text).toContain(mine.secret.slice(-4));
    for (const { secret } of [mine, theirs]) expect(text).not.toContain(secret.slice(4, 20));
  });
});

test("audit entries can be neither changed nor removed, not even by hand (security 3.13)", async () => {
  await issue(db, await (await seedAccount(db)).join("reader"));
  for (const statement of [
    sql`update audit_entries set action = 'x'`,
    sql`delete from audit_entries`,
    sql`truncate audit_entries`,
  ]) {
    await expect(db.execute(statement)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("only ever added") },
    });
  }
});

test("the role behind the back of the domain is followed too", async () => {
  const member = await (await seedAccount(db)).join("admin");
  const { secret } = await issue(db, member, { role: "admin" });
  await setRole(db, member.id, "reader");
  expect(levelOf((await principalOf(secret)).grants)).toBe("reader");
});

async function seedAccountWithOwner() {
  const account = await seedAccount(db);
  await account.join("owner");
  return account;
}
