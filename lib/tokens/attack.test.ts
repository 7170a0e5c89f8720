import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/access/principal";
import { decide } from "@/lib/policy/decide";
import { asNow, issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { createToken } from "./create-token";
import { createTokenInput, updateTokenInput } from "./input";
import { updateToken } from "./update-token";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();

async function principalOf(secret: string): Promise<Principal> {
  const found = await verifyToken(db, secret, NOWHERE);
  if (found.status !== "valid") throw new Error(found.status);
  return found.principal;
}

const can = ({ grants }: Principal, action: string, resource: string) =>
  decide(grants, { action, resource }).effect === "allow";
const patch = (id: string, more: object) => updateTokenInput.parse({ id, ...more });
const inline = (...statements: object[]) => ({ source: "inline", statements });
const everything = inline(allow("*", "*"));

describe("nobody gains rights through somebody else's token", () => {
  it("an Admin who widens an Owner's token, whose secret they may hold, gets no more of it than an Admin has", async () => {
    const account = await seedAccount(db);
    const [owner, admin] = [await account.join("owner"), await account.join("admin")];
    for (const role of [everything, { source: "base", baseRole: "owner" }]) {
      const { token, secret } = await issue(db, owner);
      expect(await updateToken(db, admin.principal, patch(token.id, { role }))).toMatchObject({ ok: true });
      const widened = await principalOf(secret);
      expect(can(widened, "updateFlag", "proj/a:env/b:flag/c")).toBe(true);
      expect(can(widened, "updateAccountOwner", "acct")).toBe(false);
      expect(can(widened, "deleteAccount", "acct")).toBe(false);
    }
  });

  it("whoever may edit tokens and little else makes of another's token what they are themselves", async () => {
    const account = await seedAccount(db);
    const [owner, editor] = [await account.join("owner"), await account.join("reader")];
    const tokens = allow(["deleteAccessToken", "updateAccessTokenPolicy"], "member/*:token/*");
    await giveRoles(db, owner, editor, [await seedRole(db, owner, [tokens])]);
    const { token, secret } = await issue(db, owner);
    expect(await updateToken(db, await asNow(db, editor), patch(token.id, { role: everything }))).toMatchObject({
      ok: true,
    });
    const widened = await principalOf(secret);
    expect(can(widened, "updateRole", `member/${editor.id}`)).toBe(false);
    expect(can(widened, "viewMember", `member/${editor.id}`)).toBe(false);
  });
});

describe("a token that changes itself over and over", () => {
  it("stays within one copy of each of its pasts, and is refused when they are too many", async () => {
    const account = await seedAccount(db);
    const reader = await account.join("reader");
    const role = inline(allow(["updateAccessTokenPolicy", "viewMember"], "*"));
    const { token, secret } = await issue(db, reader, { role: createTokenInput.shape.role.parse(role) });
    const owner = await account.join("owner");
    await giveRoles(db, owner, reader, [await seedRole(db, owner, [allow("*", ["member/*", "member/*:token/*"])])]);
    const outcomes: boolean[] = [];
    for (let i = 0; i < 40; i++) {
      const self = await principalOf(secret);
      expect(self.grants.length).toBeLessThanOrEqual(2 + 32);
      const next = inline(allow(["updateAccessTokenPolicy", "viewMember"], "*"), allow(`turn${i}`, "member/*"));
      outcomes.push((await updateToken(db, self, patch(token.id, { role: next }))).ok);
    }
    expect(outcomes.slice(0, 20)).not.toContain(false);
    expect(outcomes.at(-1)).toBe(false);
  });

  it("writing the same again adds nothing", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const { token, secret } = await issue(db, owner, { role: "owner" });
    for (let i = 0; i < 6; i++) {
      const role = { source: "base", baseRole: i % 2 ? "owner" : "admin" };
      expect(await updateToken(db, await principalOf(secret), patch(token.id, { role }))).toMatchObject({ ok: true });
    }
    expect((await principalOf(secret)).grants.length).toBeLessThanOrEqual(2 + 3);
  });
});

describe("a role that one may not see answers like one that is not there", () => {
  it("when a token asks for it, and nothing of its policy is told", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("reader")];
    const hidden = await seedRole(db, owner, [allow("launch", "rocket/secret")], { key: "rocketeers" });
    const own = await seedRole(db, owner, [allow("createAccessToken", "member/*:token/*")]);
    await giveRoles(db, owner, member, [own]);
    const ask = async (role: string) =>
      createToken(db, await asNow(db, member), createTokenInput.parse({ role: { source: "custom", roles: [role] } }));
    const sentenceOf = async (role: string) => JSON.stringify(await ask(role)).replaceAll(role, "ROLE");
    const missing = await sentenceOf("nobody-knows-it");
    expect(missing).toContain("There is no custom role");
    expect(await sentenceOf(hidden.key)).toBe(missing);
    expect(await sentenceOf(hidden.id)).toBe(missing);
    expect((await ask(own.key)).ok).toBe(true);
  });
});

describe("the expiry of a service token", () => {
  it("is only ever shortened, also by two at once", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const day = 86_400_000;
    for (let i = 0; i < 10; i++) {
      const now = Date.now();
      const { token } = await issue(db, owner, { kind: "service", expiresAt: now + 10 * day });
      const both = [now + 5 * day, now + 8 * day];
      const done = await Promise.all(
        both.map((expiresAt) => updateToken(db, owner.principal, patch(token.id, { expiresAt }))),
      );
      const last = await updateToken(db, owner.principal, patch(token.id, {}));
      expect(done[0]).toMatchObject({ ok: true });
      expect(last).toMatchObject({ ok: true, value: { expiresAt: now + 5 * day } });
    }
  });
});
