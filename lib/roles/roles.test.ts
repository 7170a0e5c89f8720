import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, customRoleVersions } from "@/drizzle/schema";
import { memberEffects } from "@/lib/members/member-effects";
import { roleEffects } from "@/lib/members/role-effects";
import { updateMember } from "@/lib/members/update-member";
import { asNow, issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { createRole } from "./create-role";
import { deleteRole } from "./delete-role";
import { getRole } from "./get-role";
import { createRoleInput, updateRoleInput } from "./input";
import { listRoles } from "./list-roles";
import { listVersions } from "./list-versions";
import { updateRole } from "./update-role";

const { db } = await testDatabase();
const EVERY = { limit: 50, offset: 0 };
const people = async () => {
  const account = await seedAccount(db);
  return {
    account,
    owner: await account.join("owner"),
    admin: await account.join("admin"),
    writer: await account.join("writer"),
  };
};
const make = (by: TestMember, more: object) =>
  createRole(
    db,
    by.principal,
    createRoleInput.parse({ name: "Deployers", key: "deployers", policy: [allow("updateOn", "proj/*")], ...more }),
  );
const edit = (by: TestMember, role: string, more: object) =>
  updateRole(db, by.principal, updateRoleInput.parse({ role, ...more }));

describe("making a role", () => {
  test("it is found by its key and its id, as it was written, with no members and no tokens", async () => {
    const { owner } = await people();
    const policy = [deny("deleteProject", "proj/b"), allow(["updateOn", "updateTags"], "proj/*")];
    const made = await make(owner, { policy, description: "" });
    if (!made.ok) throw new Error(made.error.kind);
    expect(made.value).toMatchObject({
      key: "deployers",
      policy,
      version: 1,
      basePermissions: "no_access",
      description: "",
    });
    for (const name of [made.value.id, "deployers"]) expect(await getRole(db, owner.principal, name)).toEqual(made);
    expect(made.value.assignedTo).toEqual({ members: 0, personalTokens: 0, serviceTokens: 0 });
  });

  test("a Writer may not; the entry of who may is in the same transaction", async () => {
    const { owner, writer } = await people();
    expect(await make(writer, {})).toEqual({
      ok: false,
      error: { kind: "forbidden", action: "createRole", resource: "role/deployers" },
    });
    const made = await make(owner, { comment: "for the pipeline" });
    if (!made.ok) throw new Error(made.error.kind);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, made.value.id));
    expect(entries).toMatchObject([
      { kind: "role", action: "createRole", resource: "role/deployers", comment: "for the pipeline" },
    ]);
  });

  test("a key is taken in whatever case, and free again after deletion", async () => {
    const { owner } = await people();
    await make(owner, {});
    expect(await make(owner, { key: "Deployers" })).toEqual({
      ok: false,
      error: { kind: "key_taken", key: "Deployers" },
    });
    await deleteRole(db, owner.principal, { role: "deployers", evenInUse: false, comment: "" });
    expect(await make(owner, { key: "Deployers" })).toMatchObject({ ok: true });
  });

  test.each([
    ["key", { key: "reader" }],
    ["key", { key: "a b" }],
    ["key", { key: "" }],
    ["name", { name: " " }],
    ["name", { name: "a\u202eb" }],
    ["policy", { policy: "everything" }],
    ["policy", { policy: [{ effect: "allow", actions: ["*"] }] }],
    ["policy", { policy: [{ effect: "maybe", actions: ["*"], resources: ["proj/*"] }] }],
    ["basePermissions", { basePermissions: "writer" }],
    ["members", { members: ["x"] }],
  ])("%s is refused as in %j", (field, more) => {
    const parsed = createRoleInput.safeParse({ name: "n", key: "k", policy: [allow("a", "proj/*")], ...more });
    const names = parsed.success
      ? []
      : parsed.error.issues.map((issue) => ("keys" in issue ? issue.keys[0] : issue.path[0]));
    expect(names).toContain(field);
  });
});

describe("whoever grants must hold (security 3.7)", () => {
  test("a delegated maker of roles writes none wider than their own, nor widens one", async () => {
    const { owner, writer } = await people();
    const delegate = await seedRole(db, owner, [allow("*", ["role/*", "proj/web"])], { basePermissions: "reader" });
    await giveRoles(db, owner, writer, [delegate]);
    expect(await make(writer, { policy: [allow("updateTags", "proj/other")] })).toMatchObject({
      error: { kind: "beyond_own", resource: "proj/other" },
    });
    expect(await make(writer, { policy: [allow("*", "member/*")] })).toMatchObject({ error: { kind: "beyond_own" } });
    expect(await make(writer, { policy: [allow("updateTags", "proj/web")] })).toMatchObject({ ok: true });
    expect(await edit(writer, "deployers", { policy: [allow("updateTags", "proj/*")] })).toMatchObject({
      error: { kind: "beyond_own" },
    });
    expect(await edit(writer, delegate.key, { policy: [allow("*", "*")] })).toMatchObject({
      error: { kind: "beyond_own" },
    });
  });

  test("an Admin writes no role that gives the account away", async () => {
    const { admin } = await people();
    expect(await make(admin, { policy: [allow("*", "acct")] })).toMatchObject({
      error: { kind: "beyond_own", resource: "acct" },
    });
    expect(await make(admin, { policy: [allow("*", "member/*")] })).toMatchObject({ ok: true });
  });

  test("statements that stay need no holding, unless the deny that held them back goes", async () => {
    const { owner, admin } = await people();
    const wide = [allow("*", "acct"), deny("deleteAccount", "acct")];
    const role = await seedRole(db, owner, wide);
    expect(await edit(admin, role.key, { policy: [...wide, allow("updateTags", "proj/*")] })).toMatchObject({
      ok: true,
    });
    expect(await edit(admin, role.key, { policy: [allow("*", "acct")] })).toMatchObject({
      error: { kind: "beyond_own" },
    });
  });

  test("nobody puts a role on a member, themselves least of all, that is wider than what they hold", async () => {
    const { account, owner, admin, writer } = await people();
    const manager = await seedRole(db, owner, [allow("*", "member/*")], { basePermissions: "reader" });
    const strong = await seedRole(db, owner, [allow("*", "acct")]);
    await giveRoles(db, owner, writer, [manager]);
    const other = await account.join("reader");
    const to = (id: string, roles: string[]) => ({ id, roles });
    expect(await updateMember(db, writer.principal, to(writer.id, [manager.key, strong.key]))).toMatchObject({
      error: { kind: "beyond_own" },
    });
    expect(await updateMember(db, writer.principal, to(other.id, [strong.key]))).toMatchObject({
      error: { kind: "beyond_own" },
    });
    expect(await updateMember(db, admin.principal, to(other.id, [strong.key]))).toMatchObject({
      error: { kind: "beyond_own" },
    });
    expect(await updateMember(db, owner.principal, to(other.id, [strong.key]))).toMatchObject({ ok: true });
  });

  test("taking the last role away gives the base role back, and so takes holding it", async () => {
    const { owner, admin, writer } = await people();
    const manager = await seedRole(db, owner, [allow("*", "member/*")], { basePermissions: "reader" });
    await giveRoles(db, owner, writer, [manager]);
    const small = await seedRole(db, owner, [allow("viewProject", "proj/*")]);
    await giveRoles(db, owner, admin, [small]);
    expect(await updateMember(db, writer.principal, { id: admin.id, roles: [] })).toMatchObject({
      error: { kind: "role_too_high", asked: "admin" },
    });
  });

  test("an attribute value that widens a held role takes holding what it opens", async () => {
    const { owner, admin, writer } = await people();
    const manager = await seedRole(db, owner, [allow("*", ["member/*", "proj/a"])], { basePermissions: "reader" });
    const scoped = await seedRole(db, owner, [allow("*", `proj/\${roleAttribute/p}`)]);
    await giveRoles(db, owner, writer, [manager]);
    const give = (p: string[]) =>
      updateMember(db, writer.principal, { id: admin.id, roles: [scoped.key], roleAttributes: { p } });
    expect(await give(["a", "b"])).toMatchObject({ error: { kind: "beyond_own", resource: "proj/b" } });
    expect(await give(["a"])).toMatchObject({ ok: true });
  });
});

test("what is inert for want of a project's view is not held, and so is not given to somebody who has the view", async () => {
  const { owner, writer, account } = await people();
  const blind = await seedRole(db, owner, [
    allow("*", ["role/*", "member/*"]),
    allow("deleteFlag", "proj/web:env/*:flag/*"),
  ]);
  const sees = await seedRole(db, owner, [allow("viewProject", "proj/web")]);
  await giveRoles(db, owner, writer, [blind]);
  const other = await account.join("reader");
  const flags = { key: "flags", policy: [allow("deleteFlag", "proj/web:env/*:flag/*")] };
  expect(await make(writer, flags)).toMatchObject({
    error: { kind: "beyond_own", action: "viewProject", resource: "proj/web" },
  });
  await giveRoles(db, owner, other, [sees]);
  const given = { id: other.id, roles: [sees.key, blind.key] };
  expect(await updateMember(db, writer.principal, given)).toMatchObject({
    error: { kind: "beyond_own", action: "viewProject" },
  });
});

describe("editing a role", () => {
  test("every saved state stays readable, with who and when, and cannot be changed by hand", async () => {
    const { owner, admin } = await people();
    await make(owner, {});
    expect(await edit(admin, "deployers", { policy: [allow("updateTags", "proj/*")], comment: "less" })).toMatchObject({
      value: { version: 2 },
    });
    expect(await edit(admin, "deployers", { name: "Deploy people" })).toMatchObject({ value: { version: 3 } });
    const versions = await listVersions(db, owner.principal, "deployers");
    expect(versions.ok && versions.value.map(({ version, savedBy, comment }) => [version, savedBy, comment])).toEqual([
      [3, "Mo admin", null],
      [2, "Mo admin", "less"],
      [1, "Mo owner", null],
    ]);
    expect(versions.ok && versions.value.at(-1)?.policy).toEqual([allow("updateOn", "proj/*")]);
    await expect(db.delete(customRoleVersions)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("only ever added") },
    });
  });

  test("saving the same again makes no version; two people saving at once lose nothing", async () => {
    const { owner, admin } = await people();
    await make(owner, {});
    expect(await edit(owner, "deployers", { policy: [allow("updateOn", "proj/*")] })).toMatchObject({
      value: { version: 1 },
    });
    const saved = await Promise.all([
      edit(owner, "deployers", { name: "A", version: 1 }),
      edit(admin, "deployers", { name: "B", version: 1 }),
    ]);
    expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
    expect(saved).toContainEqual({ ok: false, error: { kind: "changed_since", what: "custom role" } });
  });

  test("each field takes its own action", async () => {
    const { owner, writer } = await people();
    await make(owner, {});
    const namer = await seedRole(db, owner, [allow("updateName", "role/deployers")], { basePermissions: "reader" });
    await giveRoles(db, owner, writer, [namer]);
    expect(await edit(writer, "deployers", { name: "Mine" })).toMatchObject({ ok: true });
    expect(await edit(writer, "deployers", { description: "d" })).toMatchObject({
      error: { kind: "forbidden", action: "updateDescription" },
    });
    expect(await edit(writer, "deployers", { policy: [deny("*", "proj/*")] })).toMatchObject({
      error: { action: "updatePolicy" },
    });
  });

  test("an edit by which its editor could edit it no more is refused with the reason; an Owner is never locked out", async () => {
    const { owner, writer } = await people();
    const own = await seedRole(db, owner, [allow("*", "role/*")], { basePermissions: "reader" });
    await giveRoles(db, owner, writer, [own]);
    expect(await edit(writer, own.key, { policy: [allow("updateName", "role/*")] })).toEqual({
      ok: false,
      error: { kind: "locks_out", role: own.name },
    });
    expect(await getRole(db, owner.principal, own.key)).toMatchObject({ value: { version: 1 } });
    expect(await edit(owner, own.key, { policy: [deny("*", "role/*")] })).toMatchObject({ ok: true });
    expect(await edit(owner, own.key, { policy: [allow("*", "role/*")] })).toMatchObject({ ok: true });
  });
});

test("a role of another account is not there, to read, to edit, to delete or to give", async () => {
  const [ours, theirs] = [await people(), await people()];
  const role = await seedRole(db, theirs.owner, [allow("*", "proj/*")]);
  const missing = { ok: false, error: { kind: "not_found", what: "custom role" } };
  expect(await getRole(db, ours.owner.principal, role.id)).toEqual(missing);
  expect(await edit(ours.owner, role.id, { name: "x" })).toEqual(missing);
  expect(await deleteRole(db, ours.owner.principal, { role: role.id, evenInUse: true, comment: "" })).toEqual(missing);
  expect(await updateMember(db, ours.owner.principal, { id: ours.writer.id, roles: [role.id] })).toMatchObject({
    error: { kind: "invalid_input" },
  });
});

test("whoever may view no roles sees those that they hold", async () => {
  const { owner, writer } = await people();
  const held = await seedRole(db, owner, [allow("updateTags", "proj/*")]);
  await seedRole(db, owner, [allow("updateOn", "proj/*")]);
  await giveRoles(db, owner, writer, [held]);
  expect((await listRoles(db, await asNow(db, writer), EVERY)).items.map(({ key }) => key)).toEqual([held.key]);
  expect((await listRoles(db, owner.principal, EVERY)).total).toBe(2);
});

describe("what a change would do, told before it is done", () => {
  test("an edit of a role names the tokens and members that gain or lose, as it then turns out", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, [allow("updateTags", "proj/*")], { basePermissions: "reader" });
    await giveRoles(db, owner, writer, [role]);
    const used = await issue(db, writer, { name: "used", role: { source: "custom", roles: [role.key] } });
    await issue(db, writer, { name: "reads", role: "reader" });
    const policy = [allow("deleteProject", "proj/*")];
    const told = await roleEffects(db, owner.principal, { role: role.key, policy, basePermissions: "reader" });
    expect(told).toMatchObject({
      value: {
        tokens: [{ id: used.token.id, gained: 1, lost: 1 }],
        members: [{ id: writer.id, gained: 1, lost: 1 }],
        more: false,
      },
    });
    expect(
      await roleEffects(db, writer.principal, { role: role.key, policy, basePermissions: "reader" }),
    ).toMatchObject({
      error: { kind: "forbidden" },
    });
  });

  test("a loss inside a statement with an attribute is told too", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, [allow(["refund", "ship"], `api/\${roleAttribute/service}`)], {
      basePermissions: "reader",
    });
    await giveRoles(db, owner, writer, [role], { service: ["orders"] });
    const { token } = await issue(db, writer, { role: { source: "custom", roles: [role.key] } });
    const policy = [allow("ship", `api/\${roleAttribute/service}`)];
    expect(await roleEffects(db, owner.principal, { role: role.key, policy, basePermissions: "reader" })).toMatchObject(
      {
        value: { tokens: [{ id: token.id, gained: 0, lost: 1 }], members: [{ id: writer.id, gained: 0, lost: 1 }] },
      },
    );
  });

  test("giving a member a role in place of their base role names the tokens that do less", async () => {
    const { owner, writer } = await people();
    const role = await seedRole(db, owner, [allow("updateTags", "proj/*")]);
    await issue(db, writer, { name: "writes", role: "writer" });
    const service = await issue(db, writer, { name: "stays", role: "writer", kind: "service" });
    const told = await memberEffects(db, owner.principal, { id: writer.id, change: { roles: [role.key] } });
    expect(told).toMatchObject({
      value: { tokens: [{ name: "writes", gained: 0, lost: expect.any(Number) }], kept: [{ id: service.token.id }] },
    });
    expect(told.ok && told.value.tokens[0]?.lost).toBeGreaterThan(10);
  });
});
