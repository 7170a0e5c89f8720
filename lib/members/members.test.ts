import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { accounts, auditEntries, installation, memberLinks, members } from "@/drizzle/schema";
import { issueSetUpCode } from "@/lib/installation/set-up-code";
import { getKeys } from "@/lib/keys/keys";
import { operatorPrincipal } from "@/lib/principals/principals";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { getToken } from "@/lib/tokens/get-token";
import { acceptLink } from "./accept-link";
import { changePassword } from "./change-password";
import { emailInput, inviteInput } from "./input";
import { inviteMember } from "./invite-member";
import { isSetUp } from "./is-set-up";
import { issueResetLink } from "./issue-reset-link";
import { searchMembers } from "./list-members";
import { memberEffects } from "./member-effects";
import { readLink } from "./read-link";
import { removeMember } from "./remove-member";
import { setUp } from "./set-up";
import { updateMember } from "./update-member";

const { db } = await testDatabase();
const PASSWORD = "violet umbrellas walk at dawn";
const place = { ip: "192.0.2.7", userAgent: "test", requestId: null };
const refused = (kind: string) => ({ ok: false, error: expect.objectContaining({ kind }) });

async function invited(
  inviter: Parameters<typeof inviteMember>[1],
  email: string,
  baseRole: "reader" | "writer" = "writer",
) {
  const answer = await inviteMember(db, inviter, { email, baseRole });
  if (!answer.ok) throw new Error(answer.error.kind);
  return { member: answer.value.member, code: answer.value.code.reveal() };
}

describe("set-up", () => {
  const owner = { accountName: "Acme", name: "Priya Shah", email: "priya@acme.example", password: PASSWORD };

  beforeEach(async () => {
    await db.update(members).set({ removedAt: sql`now()` });
    await db.insert(installation).values({ secretCheck: getKeys().check }).onConflictDoNothing();
  });

  test("whoever holds the printed code becomes the Owner, once", async () => {
    const code = (await issueSetUpCode(db)).reveal();
    expect(await setUp(db, { ...owner, code })).toEqual({ ok: true, value: { email: owner.email } });
    expect(await isSetUp(db)).toBe(true);
    expect(await setUp(db, { ...owner, email: "other@acme.example", code })).toEqual(refused("already_set_up"));
    const [member] = await db.select().from(members).where(eq(members.emailKey, owner.email));
    expect(member).toMatchObject({ firstName: "Priya", lastName: "Shah", baseRole: "owner" });
  });

  test("a wrong, late or replaced code makes nobody an Owner", async () => {
    const older = (await issueSetUpCode(db)).reveal();
    const code = (await issueSetUpCode(db)).reveal();
    for (const wrong of ["", "guess", older])
      expect(await setUp(db, { ...owner, code: wrong })).toEqual(refused("link_dead"));
    await db.update(installation).set({ setUpNotAfter: sql`now()` });
    expect(await setUp(db, { ...owner, code })).toEqual(refused("link_dead"));
    expect(await isSetUp(db)).toBe(false);
  });

  test("of eight at once exactly one becomes the Owner", async () => {
    const code = (await issueSetUpCode(db)).reveal();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => setUp(db, { ...owner, email: `owner${i}@acme.example`, code })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const owners = await db.execute(sql`select 1 from members where base_role = 'owner' and removed_at is null`);
    expect(owners.rowCount).toBe(1);
  });

  test.each(["aaaaaaaaaaaaaaaaaaaa", "passwordpassword123", "priya priya priya 1", "123456789012345678"])(
    "the password %s is refused as easy to guess, and the code stays good",
    async (password) => {
      const code = (await issueSetUpCode(db)).reveal();
      expect(await setUp(db, { ...owner, password, code })).toEqual(refused("invalid_input"));
      expect(await setUp(db, { ...owner, code })).toMatchObject({ ok: true });
    },
  );
});

describe("inviting", () => {
  test("a Reader and a Writer may not, and nothing is stored", async () => {
    const account = await seedAccount(db);
    for (const role of ["no_access", "reader", "writer"] as const) {
      const member = await account.join(role);
      const answer = await inviteMember(db, member.principal, { email: `by-${role}@acme.example`, baseRole: "reader" });
      expect(answer).toEqual(refused("forbidden"));
    }
    const stored = await db.execute(sql`select 1 from members where email like 'by-%'`);
    expect(stored.rowCount).toBe(0);
  });

  test("an Admin gives roles up to Admin, never Owner", async () => {
    const admin = await (await seedAccount(db)).join("admin");
    expect(await inviteMember(db, admin.principal, { email: "o@x.example", baseRole: "owner" })).toEqual({
      ok: false,
      error: { kind: "role_too_high", asked: "owner", highest: "admin" },
    });
    expect(await inviteMember(db, admin.principal, { email: "a@x.example", baseRole: "admin" })).toMatchObject({
      ok: true,
    });
  });

  test("the link lets the invited person in, once, with an audit entry for each step", async () => {
    const owner = await (await seedAccount(db, "Globex")).join("owner");
    const { member, code } = await invited(owner.principal, "tomas@globex.example");
    expect(await readLink(db, code)).toEqual({
      purpose: "invite",
      email: "tomas@globex.example",
      accountName: "Globex",
    });
    expect(await signIn(db, { email: "tomas@globex.example", password: PASSWORD }, place)).toEqual(
      refused("wrong_password"),
    );
    expect(await acceptLink(db, { code, name: "Tomás Ruiz", password: PASSWORD })).toMatchObject({ ok: true });
    expect(await acceptLink(db, { code, name: "Tomás Ruiz", password: PASSWORD })).toEqual(refused("link_dead"));
    expect(await readLink(db, code)).toBeNull();
    expect(await signIn(db, { email: "TOMAS@globex.example", password: PASSWORD }, place)).toMatchObject({ ok: true });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, member.id));
    expect(entries.map(({ action }) => action)).toEqual(["createMember", "acceptInvitation"]);
  });

  test("the link is dead after seven days and after a removal", async () => {
    const owner = await (await seedAccount(db)).join("owner");
    const late = await invited(owner.principal, "late@x.example");
    await db.update(memberLinks).set({ notAfter: sql`now()` }).where(eq(memberLinks.memberId, late.member.id));
    const gone = await invited(owner.principal, "gone@x.example");
    await removeMember(db, owner.principal, gone.member.id);
    for (const { code } of [late, gone]) {
      expect(await acceptLink(db, { code, name: "N N", password: PASSWORD })).toEqual(refused("link_dead"));
    }
  });

  test("an address that a living member has, in whatever case, is taken; a removed one's is free", async () => {
    const owner = await (await seedAccount(db)).join("owner");
    const first = await invited(owner.principal, "dup@x.example");
    expect(await inviteMember(db, owner.principal, { email: "DUP@x.example", baseRole: "reader" })).toEqual(
      refused("email_taken"),
    );
    await removeMember(db, owner.principal, first.member.id);
    expect(await inviteMember(db, owner.principal, { email: "dup@x.example", baseRole: "reader" })).toMatchObject({
      ok: true,
    });
  });

  test.each([
    "a@b@c.example",
    "a,b@c.example",
    '"a"@c.example',
    "a@c.example\r\nbcc: x@y.example",
    "a@",
    "@c.example",
    "a＠＠c.example",
  ])("the address %j is refused", (email) => {
    expect(inviteInput.safeParse({ email, baseRole: "reader" }).success).toBe(false);
  });

  test("a full-width look-alike is folded before it is checked", () => {
    expect(emailInput.parse("ａ@c.example")).toBe("a@c.example");
  });
});

describe("reset links", () => {
  test("only ownership or the operator makes one; it sets the password and ends every older session", async () => {
    const account = await seedAccount(db);
    const [owner, admin, member] = [
      await account.join("owner"),
      await account.join("admin"),
      await account.join("writer"),
    ];
    expect(await issueResetLink(db, admin.principal, member.id)).toEqual(refused("forbidden"));
    expect(await issueResetLink(db, owner.principal, member.id)).toMatchObject({ ok: true });
    const operator = operatorPrincipal({ accountId: account.id, name: "root" });
    const link = await issueResetLink(db, operator, member.id);
    if (!link.ok) throw new Error("refused");
    expect(await findSession(db, member.sid, NOWHERE)).not.toBeNull();
    expect(await acceptLink(db, { code: link.value.code.reveal(), password: PASSWORD })).toMatchObject({ ok: true });
    expect(await findSession(db, member.sid, NOWHERE)).toBeNull();
    expect(await signIn(db, { email: member.email, password: PASSWORD }, place)).toMatchObject({ ok: true });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, member.id));
    expect(entries).toEqual(
      expect.arrayContaining([expect.objectContaining({ actorKind: "operator", operator: "root" })]),
    );
  });
});

describe("changing a role", () => {
  test("a Reader may not; an Admin may not touch an Owner nor make one", async () => {
    const account = await seedAccount(db);
    const [owner, admin, reader] = [
      await account.join("owner"),
      await account.join("admin"),
      await account.join("reader"),
    ];
    expect(await updateMember(db, reader.principal, { id: admin.id, baseRole: "reader" })).toEqual(
      refused("forbidden"),
    );
    expect(await updateMember(db, admin.principal, { id: owner.id, baseRole: "admin" })).toEqual(refused("forbidden"));
    expect(await updateMember(db, admin.principal, { id: reader.id, baseRole: "owner" })).toEqual(
      refused("role_too_high"),
    );
    expect(await updateMember(db, admin.principal, { id: reader.id, baseRole: "admin" })).toMatchObject({ ok: true });
  });

  test("another account's member is not found", async () => {
    const ours = await (await seedAccount(db)).join("owner");
    const theirs = await (await seedAccount(db)).join("reader");
    expect(await updateMember(db, ours.principal, { id: theirs.id, baseRole: "admin" })).toEqual(refused("not_found"));
    expect(await removeMember(db, ours.principal, theirs.id)).toEqual(refused("not_found"));
  });

  test("the last Owner can be neither demoted nor removed; an open invitation does not count as an Owner", async () => {
    const owner = await (await seedAccount(db)).join("owner");
    await inviteMember(db, owner.principal, { email: `${owner.id}@x.example`, baseRole: "owner" });
    expect(await updateMember(db, owner.principal, { id: owner.id, baseRole: "admin" })).toEqual(refused("last_owner"));
    expect(await removeMember(db, owner.principal, owner.id)).toEqual(refused("last_owner"));
  });

  test("two Owners who demote or remove each other at once: one is always left, in 50 rounds", async () => {
    const account = await seedAccount(db);
    for (let round = 0; round < 50; round++) {
      const [a, b] = [await account.join("owner"), await account.join("owner")];
      await Promise.all([
        updateMember(db, a.principal, { id: b.id, baseRole: "reader" }),
        round % 2 === 0
          ? updateMember(db, b.principal, { id: a.id, baseRole: "reader" })
          : removeMember(db, b.principal, a.id),
      ]);
      const { rowCount } = await db.execute(
        sql`select 1 from members where account_id = ${account.id} and base_role = 'owner' and removed_at is null`,
      );
      expect(rowCount).toBe(1);
      await db.update(members).set({ removedAt: sql`now()` }).where(eq(members.accountId, account.id));
    }
  });

  test("two Owners who demote themselves at once: one stays, in 50 rounds", async () => {
    const account = await seedAccount(db);
    for (let round = 0; round < 50; round++) {
      const owners = [await account.join("owner"), await account.join("owner")];
      const answers = await Promise.all(
        owners.map(({ principal, id }) => updateMember(db, principal, { id, baseRole: "reader" })),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers).toContainEqual(refused("last_owner"));
      await db.update(members).set({ removedAt: sql`now()` }).where(eq(members.accountId, account.id));
    }
  });
});

describe("removing a member", () => {
  test("ends sessions, links and personal tokens in one act that the audit log tells whole", async () => {
    const account = await seedAccount(db);
    const [owner, leaver] = [await account.join("owner"), await account.join("writer")];
    const { token } = await issue(db, leaver, { name: "laptop" });
    expect(await removeMember(db, owner.principal, leaver.id)).toEqual({
      ok: true,
      value: { deactivated: 1, handedOver: 0 },
    });
    expect(await findSession(db, leaver.sid, NOWHERE)).toBeNull();
    expect(await getToken(db, owner.principal, token.id)).toMatchObject({
      value: { status: "deactivated", member: { removed: true } },
    });
    const entries = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.accountId, account.id))
      .orderBy(auditEntries.at);
    expect(entries.slice(-2)).toMatchObject([
      { action: "deactivateAccessToken", targetId: token.id, memberId: owner.id },
      { action: "deleteMember", targetId: leaver.id, details: { deactivated: [token.id] } },
    ]);
  });

  test("a Writer may not, and a session of the removed member changes nothing any more", async () => {
    const account = await seedAccount(db);
    const [owner, admin, writer] = [
      await account.join("owner"),
      await account.join("admin"),
      await account.join("writer"),
    ];
    expect(await removeMember(db, writer.principal, admin.id)).toEqual(refused("forbidden"));
    await removeMember(db, owner.principal, admin.id);
    expect(await removeMember(db, admin.principal, writer.id)).toEqual(refused("unauthenticated"));
  });

  test("what the dialog announces is what then happens", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    await issue(db, member, { name: "reads", role: "reader" });
    await issue(db, member, { name: "writes", role: "writer" });
    expect(await memberEffects(db, member.principal, { id: member.id, change: null })).toEqual(refused("forbidden"));
    const demotion = await memberEffects(db, owner.principal, { id: member.id, change: { baseRole: "reader" } });
    expect(demotion).toMatchObject({ value: { tokens: [{ name: "writes", willActAs: "reader" }], kept: [] } });
    const removal = await memberEffects(db, owner.principal, { id: member.id, change: null });
    expect(removal.ok && removal.value.tokens).toHaveLength(2);
    expect(await removeMember(db, owner.principal, member.id)).toMatchObject({ value: { deactivated: 2 } });
  });
});

describe("changing one's own password", () => {
  test("wants the old one, refuses a weak one, and ends the other sessions but not this one", async () => {
    const owner = await (await seedAccount(db)).join("owner");
    const { code } = await invited(owner.principal, "self@x.example");
    await acceptLink(db, { code, name: "Sel Fie", password: PASSWORD });
    const [here, there] = await Promise.all(
      [1, 2].map(() => signIn(db, { email: "self@x.example", password: PASSWORD }, place)),
    );
    if (!here?.ok || !there?.ok) throw new Error("not signed in");
    const session = await findSession(db, here.value.sid.reveal(), NOWHERE);
    if (!session) throw new Error("no session");
    const change = (current: string, next: string) =>
      changePassword(db, session.principal, { current, next }, session.sessionId);
    expect(await change("not my old password", "another green lantern hums")).toEqual(refused("wrong_password"));
    expect(await change(PASSWORD, "selfselfselfself")).toEqual({
      ok: false,
      error: expect.objectContaining({ fields: { next: [expect.any(String)] } }),
    });
    const changed = await change(PASSWORD, "another green lantern hums");
    if (!changed.ok) throw new Error(changed.error.kind);
    const present = await findSession(db, changed.value.sid.reveal(), NOWHERE);
    expect(present).toMatchObject({ sessionId: session.sessionId });
    expect(await findSession(db, here.value.sid.reveal(), NOWHERE)).toBeNull(); // a copy of the cookie as it was
    expect(await findSession(db, there.value.sid.reveal(), NOWHERE)).toBeNull();
    expect(await signIn(db, { email: "self@x.example", password: PASSWORD }, place)).toEqual(refused("wrong_password"));
  });
});

describe("the list of members", () => {
  test("shows everybody to those who may view, counts tokens, tells when somebody was last seen", async () => {
    const account = await seedAccount(db);
    const [owner, reader, nobody] = [
      await account.join("owner"),
      await account.join("reader"),
      await account.join("no_access"),
    ];
    await issue(db, reader);
    await invited(owner.principal, `open-${owner.id}@x.example`);
    const everybody = { conditions: [], sort: [], limit: 20, offset: 0 };
    const { items: seen } = await searchMembers(db, reader.principal, everybody);
    expect(seen.map(({ id, joined, tokens }) => ({ id, joined, personal: tokens.personal })).slice(0, 3)).toEqual([
      { id: owner.id, joined: true, personal: 0 },
      { id: reader.id, joined: true, personal: 1 },
      { id: nobody.id, joined: true, personal: 0 },
    ]);
    expect(seen.at(-1)).toMatchObject({ joined: false, lastSeenAt: null });
    expect(seen[0]?.lastSeenAt).toEqual(expect.any(Number));
    const self = await searchMembers(db, nobody.principal, everybody);
    expect(self).toMatchObject({ items: [{ id: nobody.id }], total: 1 });
    expect(JSON.stringify(seen)).not.toMatch(/password|emailKey/i);
    expect(await db.$count(accounts)).toBeGreaterThan(0);
  });
});
