import { expect, test } from "vitest";
import { may } from "@/lib/access/authorize";
import { issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import type { TokenRoleInput } from "@/lib/tokens/input";
import { verifyToken } from "@/lib/tokens/verify-token";

// Each test is one promise of the page that the product implements, by its title; docs/promises.md lists them.

const { db } = await testDatabase();
const { call, get, uses } = testApi(db);

async function people() {
  const account = await seedAccount(db);
  const [owner, admin] = [await account.join("owner"), await account.join("admin")];
  const [writer, reader] = [await account.join("writer"), await account.join("reader")];
  const { secret: root } = await issue(db, owner, { role: "owner", name: "owner's" });
  return { account, owner, admin, writer, reader, root };
}

/** What a token may do, asked as a gateway in front of somebody's service would. */
async function can(secret: string, action: string, resource = "api/orders"): Promise<boolean> {
  const found = await verifyToken(db, secret, NOWHERE);
  return found.status === "valid" && may(found.principal, { action, resource });
}

const make = (secret: string, body: object) => call(secret, "POST", "/tokens", { name: "made", ...body });
const inline = (...statements: ReturnType<typeof allow>[]): TokenRoleInput => ({ source: "inline", statements });
const custom = (role: { id: string }): TokenRoleInput => ({ source: "custom", roles: [role.id] });
const setBaseRole = (root: string, { id }: TestMember, value: string) =>
  call(root, "PATCH", `/members/${id}`, [{ op: "replace", path: "/role", value }]);
/** A token with the whole of its member's power, to call the API as them: the right to make tokens is granted to it. */
const handOf = async (member: TestMember) =>
  (await issue(db, member, { role: inline(allow("*", "*")), name: "hand" })).secret;

test("only whoever makes a token sees its secret: others, administrators too, see its last four characters", async () => {
  const { writer, root } = await people();
  const { secret, token } = await issue(db, writer);
  const seen = [
    await get(root, `/tokens/${token.id}`),
    await get(root, "/tokens?showAll=true"),
    await get(root, "/auditlog?limit=20"),
  ];
  for (const { text } of seen) expect(text).not.toContain(secret.slice(4, 20));
  expect(seen[0]?.json.token).toBe(secret.slice(-4));
});

test("an administrator ends somebody's token, and the next call with it is refused", async () => {
  const { writer, root } = await people();
  const { secret, token } = await issue(db, writer);
  expect((await call(root, "DELETE", `/tokens/${token.id}`)).status).toBe(204);
  expect((await get(secret, "/caller-identity")).status).toBe(401);
});

test("a token can be scoped to less than its maker has, such as to reading alone", async () => {
  const { root } = await people();
  const made = await make(root, { role: "reader" });
  expect((await get(made.json.token, "/members")).status).toBe(200);
  expect((await call(made.json.token, "POST", "/roles", { name: "r", key: "r", policy: [] })).status).toBe(403);
});

test("a token with a base role has that role's permissions: Reader, Writer, Admin and Owner", async () => {
  const { root } = await people();
  const secrets = await Promise.all(
    ["reader", "writer", "admin", "owner"].map(async (role) => (await make(root, { role })).json.token as string),
  );
  const row = (action: string, resource: string) => Promise.all(secrets.map((secret) => can(secret, action, resource)));
  expect(await row("viewOrder", "api/orders")).toEqual([true, true, true, true]);
  expect(await row("updateOrder", "api/orders")).toEqual([false, true, true, true]);
  expect(await row("updateRole", "member/x")).toEqual([false, false, true, true]);
  expect(await row("deleteAccount", "acct")).toEqual([false, false, false, true]);
});

test("a token with a custom role has that role's permissions", async () => {
  const { owner, root } = await people();
  const role = await seedRole(db, owner, [allow("refundOrder", "api/orders")]);
  const made = await make(root, { customRoleIds: [role.key] });
  expect(await can(made.json.token, "refundOrder")).toBe(true);
  expect(await can(made.json.token, "viewOrder")).toBe(false);
});

test("a token with an inline policy has what is written for it alone", async () => {
  const { root } = await people();
  const policy = [allow("*", "api/*"), deny("deleteOrder", "api/orders")];
  const made = await make(root, { inlineRole: policy });
  expect(made.json.inlineRole).toEqual(policy);
  expect([await can(made.json.token, "refundOrder"), await can(made.json.token, "deleteOrder")]).toEqual([true, false]);
});

test("changing a custom role changes the tokens that use it", async () => {
  const { owner, writer, root } = await people();
  const role = await seedRole(db, owner, [allow("refundOrder", "api/*")]);
  const { secret } = await issue(db, writer, { role: custom(role) });
  const policy = [allow("shipOrder", "api/*")];
  expect(
    (await call(root, "PATCH", `/roles/${role.key}`, { patch: [{ op: "replace", path: "/policy", value: policy }] }))
      .status,
  ).toBe(200);
  expect([await can(secret, "refundOrder"), await can(secret, "shipOrder")]).toEqual([false, true]);
});

test("a personal token has its maker's permissions, or fewer", async () => {
  const { writer } = await people();
  const full = await issue(db, writer, { role: inline(allow("*", "*")) });
  const less = await issue(db, writer, { role: inline(allow("viewOrder", "api/orders")) });
  expect([await can(full.secret, "updateOrder"), await can(less.secret, "updateOrder")]).toEqual([true, false]);
});

test("a personal token never does more than its member can, whatever it says", async () => {
  const { reader } = await people();
  const secret = await handOf(reader);
  expect(await can(secret, "viewOrder")).toBe(true);
  expect(await can(secret, "updateOrder")).toBe(false);
  expect((await call(secret, "POST", "/roles", { name: "r", key: "r", policy: [] })).status).toBe(403);
});

test("a personal token can carry a custom role that its member holds", async () => {
  const { owner, reader } = await people();
  const role = await seedRole(db, owner, [
    allow(["refundOrder", "createAccessToken"], ["api/orders", "member/*:token/*"]),
  ]);
  await giveRoles(db, owner, reader, [role]);
  const { secret } = await issue(db, reader, { role: custom(role) });
  expect(await can(secret, "refundOrder")).toBe(true);
});

test("a personal token takes the same value of a role attribute as its member has", async () => {
  const { owner, writer, root } = await people();
  const role = await seedRole(db, owner, [allow("*", `api/\${roleAttribute/service}`)], { basePermissions: "reader" });
  await giveRoles(db, owner, writer, [role], { service: ["orders"] });
  const { secret } = await issue(db, writer, { role: custom(role) });
  expect([await can(secret, "refund", "api/orders"), await can(secret, "refund", "api/users")]).toEqual([true, false]);
  const value = { service: ["users"] };
  await call(root, "PATCH", `/members/${writer.id}`, [{ op: "replace", path: "/roleAttributes", value }]);
  expect([await can(secret, "refund", "api/orders"), await can(secret, "refund", "api/users")]).toEqual([false, true]);
});

test("a Writer token of a member who becomes Reader behaves like a Reader token", async () => {
  const { writer, root } = await people();
  const { secret, token } = await issue(db, writer, { role: "writer" });
  expect(await can(secret, "updateOrder")).toBe(true);
  expect((await setBaseRole(root, writer, "reader")).status).toBe(200);
  expect([await can(secret, "viewOrder"), await can(secret, "updateOrder")]).toEqual([true, false]);
  expect((await get(root, `/tokens/${token.id}`)).json.role).toBe("writer");
});

test("removing a member deactivates their personal tokens", async () => {
  const { writer, root } = await people();
  const { secret } = await issue(db, writer);
  expect((await call(root, "DELETE", `/members/${writer.id}`)).status).toBe(204);
  const answer = await get(secret, "/caller-identity");
  expect(answer.status).toBe(401);
  expect(answer.json.message).toContain("deactivated");
});

test("a service token is not tied to its maker: it outlives their removal", async () => {
  const { writer, root } = await people();
  const { secret } = await issue(db, writer, { kind: "service", role: "writer" });
  await call(root, "DELETE", `/members/${writer.id}`);
  expect((await get(secret, "/caller-identity")).json).toMatchObject({ serviceToken: true, tokenKind: "service" });
  expect(await can(secret, "updateOrder")).toBe(true);
});

test("a service token takes an existing role or a policy of its own, and never has more than its maker had", async () => {
  const { owner, writer } = await people();
  const role = await seedRole(db, owner, [allow(["refundOrder", "updateRole"], ["api/orders", "member/*"])]);
  for (const scope of [custom(role), inline(allow(["refundOrder", "updateRole"], ["api/orders", "member/*"]))]) {
    const { secret } = await issue(db, writer, { kind: "service", role: scope });
    expect([await can(secret, "refundOrder"), await can(secret, "updateRole", "member/x")]).toEqual([true, false]);
  }
});

test("a service token's permissions cannot be edited once it is made", async () => {
  const { root } = await people();
  const made = await make(root, { serviceToken: true, role: "reader" });
  for (const [path, value] of [
    ["/role", "owner"],
    ["/inlineRole", [allow("*", "*")]],
    ["/customRoleIds", ["x"]],
  ] as const) {
    const patched = await call(root, "PATCH", `/tokens/${made.json._id}`, [{ op: "replace", path, value }]);
    expect(patched.status).toBe(403);
    expect(patched.json.message).toContain("fixed when it is created");
  }
  expect(await can(made.json.token, "updateOrder")).toBe(false);
});

test("a service token's permissions stay the same when its maker's change", async () => {
  const { writer, root } = await people();
  const { secret } = await issue(db, writer, { kind: "service", role: inline(allow("*", ["api/*", "member/*"])) });
  await setBaseRole(root, writer, "reader");
  expect(await can(secret, "updateOrder")).toBe(true);
  await setBaseRole(root, writer, "admin");
  expect(await can(secret, "updateRole", "member/x")).toBe(false);
});

test("last used counts calls of the REST API and nothing else", async () => {
  const { writer, root } = await people();
  const { secret, token } = await issue(db, writer);
  await can(secret, "viewOrder"); // a check by a gateway
  await uses.flush();
  expect((await get(root, `/tokens/${token.id}`)).json.lastUsed).toBeUndefined();
  await get(secret, "/caller-identity");
  await uses.flush();
  expect((await get(root, `/tokens/${token.id}`)).json.lastUsed).toBeGreaterThan(token.createdAt - 1);
});

test("a member with the base role Reader creates Reader tokens only", async () => {
  const { reader } = await people();
  const hand = await handOf(reader);
  expect((await make(hand, { role: "reader" })).status).toBe(201);
  for (const role of ["writer", "admin", "owner"]) {
    const refused = await make(hand, { role });
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain("The highest you can give is Reader.");
  }
});

test("members with the base role Admin or Owner create tokens of any level", async () => {
  const { owner, admin } = await people();
  for (const member of [owner, admin]) {
    const hand = await handOf(member);
    for (const role of ["reader", "writer", "admin", "owner"]) expect((await make(hand, { role })).status).toBe(201);
  }
});

test("a custom role can keep a member from making personal tokens, and leaves service tokens if it does not name them", async () => {
  const { owner, writer } = await people();
  const hand = await handOf(writer);
  const denies = await seedRole(db, owner, [deny("createAccessToken", "member/*:token/*")], {
    basePermissions: "reader",
  });
  await giveRoles(db, owner, writer, [denies]);
  const refused = await make(hand, {});
  expect(refused.status).toBe(403);
  expect(refused.json.message).toMatch(/createAccessToken on member\/[0-9a-f]{24}:token\//);
  expect((await make(hand, { serviceToken: true })).status).toBe(201);
});

test("a custom role can keep a member from managing tokens, and can let one manage others'", async () => {
  const { owner, writer, reader } = await people();
  const { token } = await issue(db, reader);
  const hand = await handOf(writer);
  expect((await call(hand, "DELETE", `/tokens/${token.id}`)).status).toBe(404);
  const manages = await seedRole(db, owner, [allow(["deleteAccessToken", "viewAccessToken"], "member/*:token/*")], {
    basePermissions: "reader",
  });
  await giveRoles(db, owner, writer, [manages]);
  expect((await call(hand, "DELETE", `/tokens/${token.id}`)).status).toBe(204);
});
