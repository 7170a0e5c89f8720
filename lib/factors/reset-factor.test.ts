import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEntries, memberTotp, passkeys, recoveryCodes, sessions } from "@/drizzle/schema";
import { listEntriesAbout } from "@/lib/audit/list-entries-about";
import type { BaseRole } from "@/lib/core/base-role";
import { inviteMember } from "@/lib/members/invite-member";
import { memberPermissions, seesWholeMember } from "@/lib/members/permissions";
import { removeMember } from "@/lib/members/remove-member";
import { operatorPrincipal } from "@/lib/principals/principals";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { asNow, NOWHERE, seedAccount, setRole, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { codeAt, enrol } from "@/lib/testing/factors";
import { seedPasskey } from "@/lib/testing/passkeys";
import { givePassword, PASSWORD } from "@/lib/testing/password";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { findWaiting } from "./find-waiting";
import { passSecondFactor } from "./pass-second-factor";
import { resetFactor } from "./reset-factor";

const { db } = await testDatabase();

const PLACE = { ip: null, userAgent: "", requestId: null };
const refused = (kind: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ kind }) });
const DONE = { ok: true, value: null };

async function people() {
  const account = await seedAccount(db);
  const [owner, admin, writer, reader] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("writer"),
    await account.join("reader"),
  ];
  for (const member of [owner, admin, writer]) {
    await givePassword(db, member);
    await enrol(db, member);
  }
  return { account, owner, admin, writer, reader };
}

const begin = async ({ email }: Pick<TestMember, "email">) => {
  const answer = await signIn(db, { email, password: PASSWORD }, PLACE);
  if (!answer.ok) throw new Error(answer.error.kind);
  return { pending: answer.value.pending, sid: answer.value.sid.reveal() };
};
const appsOf = ({ id }: TestMember) => db.$count(memberTotp, eq(memberTotp.memberId, id));
const entriesOf = (accountId: string) =>
  db
    .select({ by: auditEntries.memberId, of: auditEntries.targetId })
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, accountId), eq(auditEntries.action, "resetSecondFactor")));

describe("resetting a member's second factor", () => {
  let stage: Awaited<ReturnType<typeof people>>;
  beforeEach(async () => {
    stage = await people();
  });

  test("is refused to a Reader, a Writer, and an Admin over an Owner; nothing is left behind", async () => {
    const { account, owner, admin, writer, reader } = stage;
    expect(await resetFactor(db, reader.principal, writer.id)).toEqual(refused("forbidden"));
    expect(await resetFactor(db, await asNow(db, writer), admin.id)).toEqual(refused("forbidden"));
    expect(await resetFactor(db, await asNow(db, admin), owner.id)).toEqual({
      ok: false,
      error: { kind: "forbidden", action: "updateAccountOwner", resource: "acct" },
    });
    expect(await Promise.all([owner, admin, writer].map(appsOf))).toEqual([1, 1, 1]);
    expect(await entriesOf(account.id)).toEqual([]);
  });

  test("is refused to whoever holds less than the member, whatever their role names", async () => {
    const { account, owner, writer, reader } = stage;
    const desk = await account.join("reader");
    const role = await seedRole(db, owner, [allow("resetMemberMfa", "member/*"), allow("viewMember", "member/*")]);
    await giveRoles(db, owner, desk, [role]);
    expect(await resetFactor(db, await asNow(db, desk), writer.id)).toEqual(refused("beyond_own"));
    expect(await resetFactor(db, await asNow(db, desk), reader.id)).toEqual(refused("beyond_own"));
    expect(await appsOf(writer)).toBe(1);
  });

  test("is offered by the console to whoever has the action, who sees that member whole; of an Owner to Owners alone", async () => {
    const { account, owner, admin, writer } = stage;
    const desk = await account.join("reader");
    const role = await seedRole(db, owner, [allow("resetMemberMfa", "member/*")]);
    await giveRoles(db, owner, desk, [role]);
    const offered = async (by: TestMember, id: string, baseRole: BaseRole) => {
      const principal = await asNow(db, by);
      return seesWholeMember(principal, id) && memberPermissions(principal, { id, baseRole }, "reader", []).resetFactor;
    };
    for (const [by, ofOwner] of [
      [owner, true],
      [admin, false],
      [desk, false],
    ] as const)
      expect([await offered(by, writer.id, "writer"), await offered(by, owner.id, "owner")]).toEqual([true, ofOwner]);
    expect(await offered(writer, admin.id, "admin")).toBe(false);
  });

  test("is refused to an Admin whose role denies the action", async () => {
    const { account, owner, writer } = stage;
    const held = await account.join("reader");
    const role = await seedRole(db, owner, [allow("*", "*"), deny("resetMemberMfa", "member/*")]);
    await giveRoles(db, owner, held, [role]);
    expect(await resetFactor(db, await asNow(db, held), writer.id)).toEqual(refused("forbidden"));
  });

  test("another account's member, one who was removed, nobody, and one who has none are not found", async () => {
    const { account, owner, writer, reader } = stage;
    const other = await (await seedAccount(db)).join("owner");
    expect(await resetFactor(db, other.principal, writer.id)).toEqual(refused("not_found"));
    const by = await asNow(db, owner);
    for (const id of [other.id, "0".repeat(24), "", reader.id])
      expect(await resetFactor(db, by, id)).toEqual(refused("not_found"));
    const open = await inviteMember(db, by, { email: `open-${account.id}@acme.example`, baseRole: "reader" });
    expect(open.ok && (await resetFactor(db, by, open.value.member.id))).toEqual(refused("not_found"));
    await removeMember(db, by, writer.id);
    expect(await resetFactor(db, by, writer.id)).toEqual(refused("not_found"));
  });

  test("nobody resets their own: without a proof of it a stolen session would be rid of it", async () => {
    const { owner, admin } = stage;
    for (const member of [owner, admin])
      expect(await resetFactor(db, await asNow(db, member), member.id)).toEqual(refused("own_factor"));
    expect(await appsOf(owner)).toBe(1);
  });

  test("takes a late proof, and whoever may not is told that first", async () => {
    const { account, owner, admin, writer } = stage;
    await db
      .update(sessions)
      .set({ authenticatedAt: sql`now() - interval '16 minutes'` })
      .where(eq(sessions.accountId, account.id));
    expect(await resetFactor(db, await asNow(db, admin), writer.id)).toEqual(refused("reauthentication_needed"));
    expect(await resetFactor(db, await asNow(db, admin), owner.id)).toEqual(refused("forbidden"));
    expect(await appsOf(writer)).toBe(1);
  });

  test("counts what the member is when it is made: somebody who has become Owner meanwhile is out of an Admin's reach", async () => {
    const { admin, writer } = stage;
    const by = await asNow(db, admin);
    await setRole(db, writer.id, "owner");
    expect(await resetFactor(db, by, writer.id)).toEqual(refused("forbidden"));
  });

  test("by an Admin ends the app, the recovery codes, passkeys and every session; the password signs in, and the member sees who did it", async () => {
    const { account, admin, writer } = stage;
    Object.assign(writer, { principal: await asNow(db, writer) });
    await seedPasskey(db, writer);
    const waiting = await begin(writer);
    expect(waiting.pending).toBe(true);
    expect(await resetFactor(db, await asNow(db, admin), writer.id)).toEqual(DONE);
    expect(await findSession(db, writer.sid, NOWHERE)).toBeNull();
    expect(await findWaiting(db, waiting.sid)).toBeNull();
    const left = [memberTotp, recoveryCodes, passkeys].map((table) => db.$count(table, eq(table.memberId, writer.id)));
    expect(await Promise.all(left)).toEqual([0, 0, 0]);
    expect(await entriesOf(account.id)).toEqual([{ by: admin.id, of: writer.id }]);
    const { pending, sid } = await begin(writer);
    expect(pending).toBe(false);
    const own = await asNow(db, { ...writer, sid });
    const told = await listEntriesAbout(db, own, { targets: [writer.id], actions: ["resetSecondFactor"], limit: 9 });
    expect(told.ok && told.value.items.map(({ title }) => title)).toEqual([
      `Mo admin reset the second factor of ${writer.email}`,
    ]);
  });

  test("of two at once one is made, and of two who reset each other one", async () => {
    const { account, owner, admin, writer } = stage;
    const [one, two] = [await asNow(db, owner), await asNow(db, admin)];
    const answers = await Promise.all([resetFactor(db, one, writer.id), resetFactor(db, two, writer.id)]);
    expect(answers).toContainEqual(DONE);
    expect(answers).toContainEqual(refused("not_found"));
    const second = await account.join("admin");
    await givePassword(db, second);
    await enrol(db, second);
    const [mine, theirs] = [await asNow(db, admin), await asNow(db, second)];
    const each = await Promise.all([resetFactor(db, mine, second.id), resetFactor(db, theirs, admin.id)]);
    expect(each).toContainEqual(DONE);
    expect(each).toContainEqual(refused("unauthenticated"));
  });

  test("is the operator's to make, of an Owner too", async () => {
    const { account, owner } = stage;
    expect(await resetFactor(db, operatorPrincipal({ accountId: account.id, name: "root" }), owner.id)).toEqual(DONE);
    expect((await begin(owner)).pending).toBe(false);
  });

  test("forgets wrong codes: whoever is helped is not locked out of the app that they set up next", async () => {
    const { admin, writer } = stage;
    const wrong = async () => {
      const { sid } = await begin(writer);
      return passSecondFactor(db, sid, { kind: "totp", code: "no" }, PLACE);
    };
    for (let i = 0; i < 5; i++) expect(await wrong()).toEqual(refused("wrong_code"));
    expect(await wrong()).toEqual(refused("too_many_tries"));
    expect(await resetFactor(db, await asNow(db, admin), writer.id)).toEqual(DONE);
    const { sid } = await begin(writer);
    const { key } = await enrol(db, { ...writer, principal: await asNow(db, { ...writer, sid }) });
    const next = await begin(writer);
    const passed = await passSecondFactor(db, next.sid, { kind: "totp", code: await codeAt(db, key) }, PLACE);
    expect(passed).toMatchObject({ ok: true });
  });
});
