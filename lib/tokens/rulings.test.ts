import { describe, expect, test } from "vitest";
import { may } from "@/lib/access/authorize";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { deleteRole } from "@/lib/roles/delete-role";
import { updateRole } from "@/lib/roles/update-role";
import { issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { createToken } from "./create-token";
import { getToken } from "./get-token";
import { createTokenInput } from "./input";
import { listTokens } from "./list-tokens";
import { revokeToken } from "./revoke-token";
import { updateToken } from "./update-token";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();

const through = async (secret: string) => {
  const found = await verifyToken(db, secret, NOWHERE);
  if (found.status !== "valid") throw new Error(`the token is ${found.status}`);
  return { principal: found.principal };
};
const can = async (secret: string, action: string, resource: string) =>
  may((await through(secret)).principal, { action, resource });
const custom = (...roles: { id: string }[]) => ({ source: "custom", roles: roles.map(({ id }) => id) }) as const;
const inline = (...statements: ReturnType<typeof allow>[]) => ({ source: "inline", statements }) as const;
const create = (by: Pick<TestMember, "principal">, more: object) =>
  createToken(
    db,
    by.principal,
    createTokenInput.parse({ name: "t", role: { source: "base", baseRole: "reader" }, ...more }),
  );
const people = async () => {
  const account = await seedAccount(db);
  return {
    account,
    owner: await account.join("owner"),
    admin: await account.join("admin"),
    writer: await account.join("writer"),
  };
};
const FLAG = "api/web:env/test:flag/x";
const FLAGS = "api/*:env/*:flag/*";
const update = { name: undefined, comment: "" };

describe("R2: what a member may do", () => {
  test("a directly given custom role stands in place of the base role, and taking it away brings the base role back", async () => {
    const { owner, admin } = await people();
    const { secret } = await issue(db, admin, { role: "admin" });
    expect(await can(secret, "updateRole", "member/x")).toBe(true);
    await giveRoles(db, owner, admin, [await seedRole(db, owner, [allow("updateOn", FLAGS)])]);
    expect(await can(secret, "updateRole", "member/x")).toBe(false);
    expect(await can(secret, "updateOn", FLAG)).toBe(true);
    await giveRoles(db, owner, admin, []);
    expect(await can(secret, "updateRole", "member/x")).toBe(true);
  });

  test("an Owner is not reduced by a custom role", async () => {
    const { owner } = await people();
    const { secret } = await issue(db, owner, { role: "owner" });
    await giveRoles(db, owner, owner, [await seedRole(db, owner, [deny("*", "proj/*")])]);
    expect(await can(secret, "deleteAccount", "acct")).toBe(true);
  });
});

describe("R3: declared ∩ every ceiling", () => {
  test("a personal token with a custom role does what the role and its member both allow", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, [allow("*", ["proj/web", "role/*"])]);
    const { secret } = await issue(db, writer, { role: custom(role) });
    expect(await can(secret, "updateTags", "proj/web")).toBe(true);
    expect(await can(secret, "updateTags", "proj/other")).toBe(false);
    expect(await can(secret, "createRole", "role/x")).toBe(false);
  });

  test("a personal token follows its member down and up again", async () => {
    const { owner, writer } = await people();
    const { secret } = await issue(db, writer, { role: inline(allow("*", "proj/web")) });
    expect(await can(secret, "updateTags", "proj/web")).toBe(true);
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "reader" });
    expect(await can(secret, "updateTags", "proj/web")).toBe(false);
    expect(await can(secret, "viewProject", "proj/web")).toBe(true);
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "writer" });
    expect(await can(secret, "updateTags", "proj/web")).toBe(true);
  });

  test("a service token keeps what its maker could do at its making: not less after their fall, not more after their rise", async () => {
    const { owner, writer } = await people();
    const { secret } = await issue(db, writer, { kind: "service", role: inline(allow("*", ["proj/web", "role/*"])) });
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "reader" });
    expect(await can(secret, "updateTags", "proj/web")).toBe(true);
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "admin" });
    expect(await can(secret, "createRole", "role/x")).toBe(false);
    await removeMember(db, owner.principal, writer.id);
    expect(await can(secret, "updateTags", "proj/web")).toBe(true);
  });
});

describe("R4: an edited role", () => {
  test("is followed at once by every token that uses it, a service token's inside its ceiling", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, [allow("updateTags", "api/*")]);
    const personal = await issue(db, writer, { role: custom(role) });
    const service = await issue(db, writer, { kind: "service", role: custom(role) });
    const policy = [allow(["deleteProject", "createRole"], ["api/*", "role/*"])];
    expect(await updateRole(db, owner.principal, { ...update, role: role.key, policy })).toMatchObject({ ok: true });
    for (const { secret } of [personal, service]) {
      expect(await can(secret, "updateTags", "api/web")).toBe(false);
      expect(await can(secret, "deleteProject", "api/web")).toBe(true);
      expect(await can(secret, "createRole", "role/x")).toBe(false); // a Writer could not
    }
  });
});

describe("R5: role attributes", () => {
  const scoped = [allow("*", `proj/\${roleAttribute/projects}`)];

  test("a personal token reads its member's values as they are now, several as a union, none as nothing", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, scoped);
    await giveRoles(db, owner, writer, [role], { projects: ["a", "b"] });
    // The role gives no making of tokens, so the Owner's line makes one for the test.
    await giveRoles(db, owner, writer, []);
    const { secret } = await issue(db, writer, { role: custom(role) });
    await giveRoles(db, owner, writer, [role], { projects: ["a", "b"] });
    expect([await can(secret, "updateTags", "proj/a"), await can(secret, "updateTags", "proj/b")]).toEqual([
      true,
      true,
    ]);
    expect(await can(secret, "updateTags", "proj/c")).toBe(false);
    await giveRoles(db, owner, writer, [role], { projects: ["c"] });
    expect([await can(secret, "updateTags", "proj/a"), await can(secret, "updateTags", "proj/c")]).toEqual([
      false,
      true,
    ]);
    await giveRoles(db, owner, writer, [role], {});
    expect(await can(secret, "updateTags", "proj/c")).toBe(false);
  });

  test("a service token keeps its maker's values of that instant", async () => {
    const { owner, admin } = await people();
    const role = await seedRole(db, owner, scoped);
    await updateMember(db, owner.principal, { id: admin.id, roleAttributes: { projects: ["a"] } });
    const { secret } = await issue(db, admin, { kind: "service", role: custom(role) });
    await updateMember(db, owner.principal, { id: admin.id, roleAttributes: { projects: ["b"] } });
    expect([await can(secret, "updateTags", "proj/a"), await can(secret, "updateTags", "proj/b")]).toEqual([
      true,
      false,
    ]);
  });
});

describe("R6: asking for more than one has", () => {
  test("a base role above one's own is refused, naming the highest; an Admin may pick Owner and is held back to Admin", async () => {
    const { admin, writer } = await people();
    for (const kind of ["personal", "service"]) {
      expect(await create(writer, { kind, role: { source: "base", baseRole: "admin" } })).toEqual({
        ok: false,
        error: { kind: "role_too_high", asked: "admin", highest: "writer" },
      });
      const made = await create(admin, { kind, role: { source: "base", baseRole: "owner" } });
      if (!made.ok) throw new Error(made.error.kind);
      expect(made.value.token).toMatchObject({ actsAs: "admin", status: "limited" });
      expect(await can(made.value.secret.reveal(), "deleteAccount", "acct")).toBe(false);
    }
  });

  test("a wider custom role or inline policy is accepted and held back, and the answer lists what is", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, [allow(["updateTags", "createRole"], ["api/*", "role/*"])]);
    for (const asked of [custom(role), inline(allow(["updateTags", "createRole"], ["api/*", "role/*"]))]) {
      const made = await create(writer, { role: asked });
      if (!made.ok) throw new Error(made.error.kind);
      expect(made.value.heldBack).toContainEqual({
        action: "createRole",
        resource: "role/*",
        grant: "member",
        by: null,
      });
      expect(made.value.heldBack).not.toContainEqual(
        expect.objectContaining({ action: "updateTags", resource: "api/*" }),
      );
      expect(made.value.token.status).toBe("limited");
    }
  });
});

describe("R7: tokens that make tokens", () => {
  test("take an explicit grant, and the child is held to its parent for good", async () => {
    const { owner, admin } = await people();
    const without = await issue(db, admin, { role: inline(allow("*", "proj/*")) });
    expect(await create(await through(without.secret), {})).toMatchObject({ error: { kind: "forbidden" } });
    const parent = await issue(db, admin, {
      role: inline(allow("createAccessToken", ["member/*:token/*", "service-token/*"]), allow("updateTags", "api/a")),
    });
    for (const kind of ["personal", "service"]) {
      const child = await create(await through(parent.secret), { kind, role: inline(allow("*", "api/*")) });
      if (!child.ok) throw new Error(JSON.stringify(child.error));
      const secret = child.value.secret.reveal();
      expect(child.value.token.viaTokenId).toBe(parent.token.id);
      expect([await can(secret, "updateTags", "api/a"), await can(secret, "deleteProject", "api/a")]).toEqual([
        true,
        false,
      ]);
      expect(await can(secret, "updateTags", "api/b")).toBe(false);
    }
    await updateMember(db, owner.principal, { id: admin.id, baseRole: "reader" });
  });

  test("a token with no more than the making of tokens cannot make a stronger one", async () => {
    const { admin } = await people();
    const only = await issue(db, admin, {
      role: inline(allow("createAccessToken", ["member/*:token/*", "service-token/*"])),
    });
    const maker = await through(only.secret);
    expect(await create(maker, { role: { source: "base", baseRole: "admin" } })).toMatchObject({
      error: { kind: "role_too_high" },
    });
    const child = await create(maker, { kind: "service", role: inline(allow("*", ["proj/*", "acct", "member/*"])) });
    if (!child.ok) throw new Error(child.error.kind);
    expect(await can(child.value.secret.reveal(), "viewProject", "proj/a")).toBe(false);
  });

  test("a service token makes service tokens only", async () => {
    const { admin } = await people();
    const { secret } = await issue(db, admin, { kind: "service", role: "admin" });
    const maker = await through(secret);
    expect(await create(maker, { kind: "personal" })).toMatchObject({ error: { kind: "forbidden" } });
    expect(await create(maker, { kind: "service" })).toMatchObject({ ok: true });
  });
});

describe("R8: who manages a token", () => {
  test("a session manages its member's own tokens unless a policy denies it; a token needs an explicit grant, even for itself", async () => {
    const { owner, writer } = await people();
    const { token, secret } = await issue(db, writer);
    const renamed = { id: token.id, name: "renamed", comment: "" };
    expect(await updateToken(db, (await through(secret)).principal, renamed)).toMatchObject({
      error: { kind: "forbidden" },
    });
    expect(await updateToken(db, writer.principal, renamed)).toMatchObject({ ok: true, value: { name: "renamed" } });
    const denied = await seedRole(db, owner, [deny("updateAccessTokenName", "member/*:token/*")], {
      basePermissions: "reader",
    });
    await giveRoles(db, owner, writer, [denied]);
    expect(await updateToken(db, writer.principal, { ...renamed, name: "again" })).toMatchObject({
      error: { kind: "forbidden", action: "updateAccessTokenName" },
    });
    expect(await revokeToken(db, writer.principal, { id: token.id, reason: "" })).toMatchObject({ ok: true });
  });

  test("others' tokens and service tokens take the action on the resource", async () => {
    const { account, admin, writer } = await people();
    const other = await account.join("writer");
    const service = await issue(db, admin, { kind: "service" });
    const gone = { id: service.token.id, reason: "" };
    expect(await revokeToken(db, other.principal, gone)).toMatchObject({ error: { kind: "forbidden" } });
    const own = await issue(db, writer);
    expect(await revokeToken(db, other.principal, { id: own.token.id, reason: "" })).toMatchObject({
      error: { kind: "not_found" },
    });
    expect(await revokeToken(db, admin.principal, { id: own.token.id, reason: "" })).toMatchObject({ ok: true });
  });
});

test("R9: a token outside the caller's view is not there: others' personal ones are, for Admins, service tokens for all", async () => {
  const { account, admin, writer } = await people();
  const other = await account.join("reader");
  const personal = (await issue(db, writer)).token;
  const service = (await issue(db, admin, { kind: "service" })).token;
  expect(await getToken(db, other.principal, personal.id)).toEqual({
    ok: false,
    error: { kind: "not_found", what: "access token" },
  });
  const query = {
    showAll: true,
    limit: 50,
    offset: 0,
  } as const;
  const seen = async (by: TestMember) => (await listTokens(db, by.principal, query)).items.map(({ id }) => id).sort();
  expect(await seen(other)).toEqual([service.id]);
  expect(await seen(admin)).toEqual([personal.id, service.id].sort());
});

describe("R10: the permissions of a service token", () => {
  test("are never edited: 403 in words, nothing changed; name, note and a shorter expiry are", async () => {
    const { owner } = await people();
    const soon = Date.now() + 30 * 86_400_000;
    const { token, secret } = await issue(db, owner, { kind: "service", expiresAt: soon });
    const refusedToo = {
      id: token.id,
      name: "kept out",
      role: { source: "base", baseRole: "owner" },
      comment: "",
    } as const;
    expect(await updateToken(db, owner.principal, refusedToo)).toEqual({
      ok: false,
      error: { kind: "permissions_fixed" },
    });
    expect(await getToken(db, owner.principal, token.id)).toMatchObject({ value: { name: "test token" } });
    expect(await can(secret, "updateTags", "proj/a")).toBe(false);
    const longer = { id: token.id, expiresAt: soon + 1, comment: "" };
    expect(await updateToken(db, owner.principal, longer)).toMatchObject({ error: { kind: "invalid_input" } });
    const shorter = { id: token.id, name: "ci", description: "n", expiresAt: soon - 86_400_000, comment: "" };
    expect(await updateToken(db, owner.principal, shorter)).toMatchObject({
      value: { name: "ci", expiresAt: soon - 86_400_000 },
    });
  });
});

test("R11: actions and resource types that nobody here has heard of are stored and matched as they stand", async () => {
  const { owner } = await people();
  const { secret } = await issue(db, owner, { role: inline(allow("refundOrder", "api/orders:path/refunds")) });
  expect(await can(secret, "refundOrder", "api/orders:path/refunds")).toBe(true);
  expect(await can(secret, "refundOrder", "api/orders:path/other")).toBe(false);
});

describe("R12: who may create tokens", () => {
  test("a deny on one kind's resource leaves the other", async () => {
    const { owner, writer } = await people();
    const noPersonal = await seedRole(db, owner, [deny("createAccessToken", "member/*:token/*")], {
      basePermissions: "reader",
    });
    await giveRoles(db, owner, writer, [noPersonal]);
    expect(await create(writer, { kind: "personal" })).toMatchObject({
      error: {
        kind: "forbidden",
        action: "createAccessToken",
        resource: expect.stringMatching(`^member/${writer.id}:token/`),
      },
    });
    expect(await create(writer, { kind: "service" })).toMatchObject({ ok: true });
    const noService = await seedRole(db, owner, [deny("createAccessToken", "service-token/*")], {
      basePermissions: "reader",
    });
    await giveRoles(db, owner, writer, [noService]);
    expect(await create(writer, { kind: "service" })).toMatchObject({ error: { kind: "forbidden" } });
    expect(await create(writer, { kind: "personal" })).toMatchObject({ ok: true });
  });

  test("every base role may, no access may not, a role on no_access only by an explicit grant", async () => {
    const { account, owner } = await people();
    const nobody = await account.join("no_access");
    expect(await create(nobody, {})).toMatchObject({ error: { kind: "forbidden" } });
    const reader = await account.join("reader");
    expect(await create(reader, {})).toMatchObject({ ok: true });
    await giveRoles(db, owner, reader, [await seedRole(db, owner, [allow("viewProject", "proj/*")])]);
    expect(await create(reader, { role: inline(allow("viewProject", "proj/*")) })).toMatchObject({
      error: { kind: "forbidden" },
    });
  });
});

test("R13: a deleted role gives its token nothing, and no base role in its place; it asks while it is in use", async () => {
  const { owner, writer } = await people();
  const role = await seedRole(db, owner, [allow("*", "proj/*")]);
  const { token, secret } = await issue(db, writer, { role: custom(role) });
  const asked = { role: role.key, evenInUse: false, comment: "" };
  expect(await deleteRole(db, owner.principal, asked)).toEqual({
    ok: false,
    error: { kind: "role_in_use", members: 0, tokens: 1, holders: [token.name] },
  });
  expect(await deleteRole(db, owner.principal, { ...asked, evenInUse: true })).toEqual({ ok: true, value: null });
  expect(await can(secret, "viewProject", "proj/a")).toBe(false);
  expect(await getToken(db, writer.principal, token.id)).toMatchObject({
    value: { role: { source: "custom", roles: [{ key: role.key, deleted: true }] } },
  });
});

test("R13: a member whose role was deleted is not given their base role back by it", async () => {
  const { owner, admin } = await people();
  const { secret } = await issue(db, admin, { role: "admin" });
  const role = await seedRole(db, owner, [allow("viewProject", "proj/*")]);
  await giveRoles(db, owner, admin, [role]);
  await deleteRole(db, owner.principal, { role: role.key, evenInUse: true, comment: "" });
  expect(await can(secret, "viewProject", "proj/a")).toBe(false);
  expect(await can(secret, "updateRole", "member/x")).toBe(false);
});

test("R14: a removed member's personal tokens are dead, their service tokens live, and coming back revives nothing", async () => {
  const { account, owner, writer } = await people();
  const [personal, service] = [await issue(db, writer), await issue(db, writer, { kind: "service" })];
  await removeMember(db, owner.principal, writer.id);
  await account.join("writer", writer.email);
  expect(await verifyToken(db, personal.secret, NOWHERE)).toMatchObject({ status: "dead", reason: "deactivated" });
  expect(await verifyToken(db, service.secret, NOWHERE)).toMatchObject({ status: "valid" });
});

test("a token cannot rewrite itself, or another, into more than it can do", async () => {
  const { admin } = await people();
  const { token, secret } = await issue(db, admin, {
    role: inline(allow("updateAccessTokenPolicy", "member/*:token/*"), allow("updateTags", "api/a")),
  });
  const wider = { id: token.id, role: inline(allow("*", ["api/*", "member/*"])), comment: "" };
  expect(await updateToken(db, (await through(secret)).principal, wider)).toMatchObject({ ok: true });
  expect(await can(secret, "updateTags", "api/a")).toBe(true);
  expect(await can(secret, "deleteProject", "api/a")).toBe(false);
  expect(await can(secret, "updateRole", "member/x")).toBe(false);
});
