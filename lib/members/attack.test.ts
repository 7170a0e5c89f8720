import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/id";
import { decide } from "@/lib/policy/decide";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { createRoleInput } from "@/lib/roles/input";
import { asNow, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { inviteMember } from "./invite-member";
import { issueResetLink } from "./issue-reset-link";
import { removeMember } from "./remove-member";
import { updateMember } from "./update-member";
import { updateMembers } from "./update-members";

const { db } = await testDatabase();

const can = async (member: TestMember, action: string, resource: string) =>
  decide((await asNow(db, member)).grants, { action, resource }).effect === "allow";

describe("who may not create tokens stays so, whatever else they may do", () => {
  const RESTRICTED = [
    allow("*", "*"),
    deny("createAccessToken", ["member/*:token/*", "service-token/*"]),
    deny(["updateAccountOwner", "deleteAccount"], "acct"),
  ];

  async function restricted() {
    const account = await seedAccount(db);
    const [owner, manager] = [await account.join("owner"), await account.join("reader")];
    const role = await seedRole(db, owner, RESTRICTED);
    await giveRoles(db, owner, manager, [role]);
    return { account, manager, role };
  }

  it("they cannot put their base role, which may, in place of the role that may not", async () => {
    const { manager } = await restricted();
    const input = { id: manager.id, baseRole: "writer" as const, roles: [] };
    expect(await updateMember(db, await asNow(db, manager), input)).toMatchObject({ ok: false });
    expect(await updateMember(db, await asNow(db, manager), { id: manager.id, roles: [] })).toMatchObject({
      ok: false,
    });
    expect(await can(manager, "createAccessToken", "service-token/x")).toBe(false);
  });

  it("they cannot make a role whose floor may, nor invite somebody who may", async () => {
    const { manager } = await restricted();
    const floor = createRoleInput.parse({ key: "floor", name: "Floor", basePermissions: "reader", policy: [] });
    expect(await createRole(db, await asNow(db, manager), floor)).toMatchObject({
      ok: false,
      error: { kind: "beyond_own" },
    });
    const friend = { email: `friend-${newId()}@acme.example`, baseRole: "reader" as const };
    expect(await inviteMember(db, await asNow(db, manager), friend)).toMatchObject({ ok: false });
    const nobody = { ...friend, baseRole: "no_access" as const };
    expect(await inviteMember(db, await asNow(db, manager), nobody)).toMatchObject({ ok: true });
  });
});

describe("nobody becomes somebody stronger by their reset link", () => {
  it("the right over ownership alone does not reach for the Owner's password", async () => {
    const account = await seedAccount(db);
    const [owner, steward] = [await account.join("owner"), await account.join("reader")];
    await giveRoles(db, owner, steward, [await seedRole(db, owner, [allow("*", "acct")])]);
    expect(await issueResetLink(db, await asNow(db, steward), owner.id)).toMatchObject({
      ok: false,
      error: { kind: "beyond_own" },
    });
    expect(await issueResetLink(db, owner.principal, steward.id)).toMatchObject({ ok: true });
  });
});

describe("a member whom one may not see answers like one who is not there", () => {
  it("to a removal, and to an instruction for many", async () => {
    const account = await seedAccount(db);
    const [hidden, blind] = [await account.join("admin"), await account.join("no_access")];
    const answersFor = async (id: string) => {
      const change = { of: { ids: [id] }, change: { baseRole: "reader" as const } };
      const answers = [
        await removeMember(db, blind.principal, id),
        await updateMembers(db, blind.principal, { instructions: [change], comment: "" }),
      ];
      return JSON.stringify(answers).replaceAll(id, "ID");
    };
    expect(await answersFor(hidden.id)).toBe(await answersFor(newId()));
  });
});

describe("a role made anew under a deleted one's key", () => {
  it("is another role: giving it takes holding it, and gives it", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("reader")];
    const key = "phoenix";
    await giveRoles(db, owner, member, [await seedRole(db, owner, [allow("viewMember", "member/*")], { key })]);
    expect(await deleteRole(db, owner.principal, { role: key, evenInUse: true, comment: "" })).toMatchObject({
      ok: true,
    });
    await seedRole(db, owner, [allow("launch", "rocket/*")], { key });
    expect(await updateMember(db, owner.principal, { id: member.id, roles: [key] })).toMatchObject({ ok: true });
    expect(await can(member, "launch", "rocket/x")).toBe(true);
    expect(await can(member, "viewMember", "member/x")).toBe(false);
  });
});
