import { describe, expect, test } from "vitest";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { operatorPrincipal } from "@/lib/principals/principals";
import type { TokenRules } from "@/lib/settings/view";
import { asNow, issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { setRules } from "@/lib/testing/rules";
import { createToken } from "./create-token";
import { type CreateTokenInput, createTokenInput } from "./input";
import { rotateToken } from "./rotate-token";
import { updateToken } from "./update-token";

const { db } = await testDatabase();
const { call } = testApi(db);
const DAY = 86_400_000;
const AGAINST = /^Token rules don't allow this: /;

async function people(rules: Partial<TokenRules> = {}) {
  const account = await seedAccount(db);
  const [owner, admin, writer] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("writer"),
  ];
  const secret = (await issue(db, owner, { role: "owner" })).secret;
  const old = await issue(db, writer);
  await setRules(db, owner, rules);
  return { account, owner, admin, writer, secret, old };
}

const make = async (member: TestMember, more: Partial<CreateTokenInput> = {}) =>
  createToken(
    db,
    await asNow(db, member),
    createTokenInput.parse({ role: { source: "base", baseRole: "reader" }, ...more }),
  );
const post = (secret: string, more: object = {}) => call(secret, "POST", "/tokens", { role: "reader", ...more });
const againstRules = (field: string) => ({
  error: { kind: "invalid_input", fields: { [field]: [expect.stringMatching(AGAINST)] } },
});

describe("who may make tokens", () => {
  test("a kind that is left to Admins and Owners is refused to everybody else, through both doors, and the other is not", async () => {
    const { owner, admin, writer, secret } = await people({ serviceMakers: "admins" });
    expect(await make(writer, { kind: "service" })).toEqual({
      ok: false,
      error: { kind: "makers_only", tokens: "service" },
    });
    expect((await make(writer)).ok).toBe(true);
    for (const member of [admin, owner]) expect((await make(member, { kind: "service" })).ok).toBe(true);
    expect((await post(secret, { serviceToken: true })).status).toBe(201);

    const role = await seedRole(db, owner, [allow("createAccessToken", ["service-token/*", "member/*:token/*"])]);
    const narrow = await issue(db, owner, { role: { source: "custom", roles: [role.key] } });
    const refused = await post(narrow.secret, { serviceToken: true });
    expect([refused.status, refused.json.code]).toEqual([403, "forbidden"]);
    expect(refused.json.message).toBe(
      "Token rules don't allow this: only Admins and Owners create service tokens. Ask one of them.",
    );
    const inlineRole = [allow("viewProject", "proj/*")];
    expect((await call(narrow.secret, "POST", "/tokens", { inlineRole })).status).toBe(201);
  });

  test("no role gets past it, and what the role denies is said first", async () => {
    const { owner, writer } = await people({ personalMakers: "admins" });
    await giveRoles(db, owner, writer, [await seedRole(db, owner, [allow("createAccessToken", "member/*:token/*")])]);
    expect(await make(writer)).toMatchObject({ error: { kind: "makers_only", tokens: "personal" } });
    const none = await seedRole(db, owner, [allow("viewProject", "proj/*")]);
    await giveRoles(db, owner, writer, [none]);
    expect(await make(writer)).toMatchObject({ error: { kind: "forbidden", action: "createAccessToken" } });
  });
});

describe("the longest lifetime", () => {
  test("holds a new token's expiry, through both doors and for the Owner and the operator too; no expiry is none", async () => {
    const { account, owner, secret } = await people({ longestDays: 30 });
    const beyond = Date.now() + 31 * DAY;
    for (const expiresAt of [beyond, null])
      expect(await make(owner, { expiresAt })).toMatchObject(againstRules("expiresAt"));
    const onBehalfOf = await findMemberStanding(db, account.id, owner.id);
    if (!onBehalfOf) throw new Error("no Owner");
    const operator = operatorPrincipal({ accountId: account.id, name: "root@host", onBehalfOf });
    const input = createTokenInput.parse({ role: { source: "base", baseRole: "reader" } });
    expect(await createToken(db, operator, input)).toMatchObject(againstRules("expiresAt"));
    for (const more of [{}, { expirationDate: beyond }]) {
      const refused = await post(secret, more);
      expect([refused.status, refused.json.code]).toEqual([400, "invalid_request"]);
      expect(refused.json.message).toMatch(/expirationDate: Token rules don't allow this: .*at most 30 days ahead\./);
    }
    expect((await post(secret, { expirationDate: Date.now() + 30 * DAY })).status).toBe(201);
    expect((await make(owner, { expiresAt: Date.now() + 30 * DAY })).ok).toBe(true);
  });

  test("holds a changed expiry, and leaves those alone that were there before", async () => {
    const { writer, old, secret } = await people({ longestDays: 30 });
    expect(old.token.expiresAt).toBeNull();
    const change = async (expiresAt: number) =>
      updateToken(db, await asNow(db, writer), { id: old.token.id, expiresAt, comment: "" });
    expect(await change(Date.now() + 40 * DAY)).toMatchObject(againstRules("expiresAt"));
    const patched = await call(secret, "PATCH", `/tokens/${old.token.id}`, [
      { op: "replace", path: "/expirationDate", value: Date.now() + 40 * DAY },
    ]);
    expect([patched.status, patched.json.message]).toEqual([
      400,
      expect.stringMatching(/Token rules don't allow this/),
    ]);
    const named = await updateToken(db, await asNow(db, writer), { id: old.token.id, name: "kept", comment: "" });
    expect(named).toMatchObject({ value: { name: "kept", expiresAt: null } });
    expect(await change(Date.now() + 29 * DAY)).toMatchObject({ ok: true });
    expect(
      await updateToken(db, await asNow(db, writer), { id: old.token.id, expiresAt: null, comment: "" }),
    ).toMatchObject(againstRules("expiresAt"));
  });
});

test("tokens without an end can be ruled out without a longest lifetime", async () => {
  const { owner, secret } = await people({ neverAllowed: false });
  expect(await make(owner)).toMatchObject(againstRules("expiresAt"));
  expect((await post(secret)).json.message).toMatch(/a token needs an expiry\./);
  expect((await make(owner, { expiresAt: Date.now() + 5000 * DAY })).ok).toBe(true);
});

describe("how long an old secret works on after a rotation", () => {
  test("is held to the rule through both doors; an end at once is always allowed", async () => {
    const { writer, old, secret } = await people({ overlapHours: 1 });
    const rotate = async (oldUntil: number | null) =>
      rotateToken(db, await asNow(db, writer), { id: old.token.id, oldUntil });
    expect(await rotate(Date.now() + 2 * 3_600_000)).toMatchObject(againstRules("oldUntil"));
    const own = await issue(db, writer, { expiresAt: Date.now() + DAY });
    const refused = await call(secret, "POST", `/tokens/${own.token.id}/reset?expiry=${Date.now() + DAY}`);
    expect(refused.status).toBe(403); // somebody else's: that is said first
    const half = await rotate(Date.now() + 30 * 60_000);
    expect(half).toMatchObject({ ok: true });
    expect((await rotate(null)).ok).toBe(true);
  });

  test("can be none at all, and the API says which rule", async () => {
    const { owner, secret } = await people({ overlapHours: 0 });
    const own = await issue(db, owner, { role: "reader" });
    const refused = await call(secret, "POST", `/tokens/${own.token.id}/reset?expiry=${Date.now() + 60_000}`);
    expect(refused.status).toBe(400);
    expect(refused.json.message).toBe("expiry: Token rules don't allow this: an old secret ends at once.");
    expect((await call(secret, "POST", `/tokens/${own.token.id}/reset`)).status).toBe(200);
  });
});

test("a rule that is loosened holds no longer, also for whoever was refused by it before", async () => {
  const { owner, writer } = await people({ serviceMakers: "admins", neverAllowed: false });
  expect((await make(writer, { kind: "service" })).ok).toBe(false);
  await setRules(db, owner, { serviceMakers: "everybody", neverAllowed: true });
  expect((await make(writer, { kind: "service" })).ok).toBe(true);
});
