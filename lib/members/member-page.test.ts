import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, members } from "@/drizzle/schema";
import { listEntriesAbout } from "@/lib/audit/list-entries-about";
import { findSession } from "@/lib/sessions/find-session";
import { factorReach } from "@/lib/settings/factor-rule";
import { asNow, issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { seedPasskey } from "@/lib/testing/passkeys";
import { getMemberAccess } from "./get-member-access";
import { inviteMember } from "./invite-member";
import { listHeirs } from "./list-heirs";
import { memberPageInput } from "./list-input";
import { listMemberPage } from "./list-member-page";
import { MEMBERS_PAGE, type MemberListPage } from "./list-view";
import { endMemberSessions, memberSessions } from "./member-sessions";
import { passOwnership } from "./pass-ownership";
import { removeMember } from "./remove-member";
import { updateMember } from "./update-member";

const { db } = await testDatabase();
const refused = (kind: string) => ({ ok: false, error: expect.objectContaining({ kind }) });
const asked = (more: object = {}) => memberPageInput.parse({ sort: { by: "name", descending: false }, ...more });
const names = ({ items }: MemberListPage) => items.map(({ name }) => name);

/** An account with more members than a page holds. */
async function crowd(count: number) {
  const account = await seedAccount(db);
  const [owner, reader] = [await account.join("owner"), await account.join("reader")];
  const rows = Array.from({ length: count }, (_, i) => {
    const id = `${account.id.slice(0, 20)}${String(i).padStart(4, "0")}`;
    const email = `p${i}-${account.id}@x.example`;
    const baseRole = i % 2 === 0 ? "writer" : "admin";
    const person = { email, emailKey: email, firstName: "Person", lastName: String(i % 40).padStart(3, "0") };
    return { id, accountId: account.id, baseRole, ...person, passwordHash: "none", joinedAt: new Date() } as const;
  });
  await db.insert(members).values(rows);
  return { account, owner, reader };
}

describe("a page of members", () => {
  test("walks forth and back over equal names by every order, each member once", async () => {
    const { owner } = await crowd(118);
    for (const by of ["name", "email", "role", "lastSeen"] as const) {
      for (const descending of [false, true]) {
        const sort = { by, descending };
        const first = await listMemberPage(db, owner.principal, asked({ sort }));
        const second = await listMemberPage(db, owner.principal, asked({ sort, after: first.after }));
        const third = await listMemberPage(db, owner.principal, asked({ sort, after: second.after }));
        expect([first, second, third].map(({ items }) => items.length)).toEqual([MEMBERS_PAGE, MEMBERS_PAGE, 20]);
        const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
        expect(new Set(ids).size).toBe(120);
        expect(third.after).toBeNull();
        expect(first.before).toBeNull();
        const back = await listMemberPage(db, owner.principal, asked({ sort, before: third.before }));
        expect(back.items).toEqual(second.items);
        expect(back.after).toBe(second.after);
      }
    }
  });

  test("goes on behind somebody who is gone by now; a place that can't be read is said, and is the first page", async () => {
    const { owner } = await crowd(60);
    const first = await listMemberPage(db, owner.principal, asked());
    const last = first.items.at(-1);
    await removeMember(db, owner.principal, last?.id ?? "");
    const next = await listMemberPage(db, owner.principal, asked({ after: first.after }));
    expect(next).toMatchObject({ brokenCursor: false, count: { n: 61, capped: false } });
    expect(next.items).toHaveLength(12);
    for (const after of ["x", `${"0".repeat(24)}bm8tbnVtYmVy`, `${"0".repeat(24)}AA`]) {
      for (const by of ["role", "name"] as const) {
        const page = await listMemberPage(db, owner.principal, asked({ sort: { by, descending: false }, after }));
        if (by === "role") expect(page.brokenCursor).toBe(true);
        expect(page.items.length).toBeGreaterThan(0);
      }
    }
  });

  test("names to nobody but those who manage members who has no second factor; to them, whoever joined without one", async () => {
    const { account, owner, reader } = await crowd(2);
    const keyed = await account.join("writer");
    await seedPasskey(db, keyed);
    await inviteMember(db, owner.principal, { email: `open-${account.id}@x.example`, baseRole: "reader" });
    const without = asked({ factor: "none" });
    const told = await listMemberPage(db, reader.principal, without);
    expect(names(told)).toContain("Mo writer");
    expect(told.items.filter(({ id, whole }) => id !== reader.id && whole !== null)).toEqual([]);
    const found = await listMemberPage(db, owner.principal, without);
    expect(names(found)).toEqual(["Mo owner", "Mo reader", "Person 000", "Person 001"]);
    expect(found.count).toEqual({ n: 4, capped: false });
    expect(await factorReach(db, owner.principal)).toMatchObject({ ok: true, value: { without: 4 } });
    const all = await listMemberPage(db, owner.principal, asked());
    expect(all.items.filter(({ whole }) => whole?.secondFactor).map(({ id }) => id)).toEqual([keyed.id]);
  });

  test("is narrowed by words, by a base role, by a custom role's key and by status", async () => {
    const { account, owner } = await crowd(6);
    const email = `open-${account.id}@x.example`;
    await inviteMember(db, owner.principal, { email, baseRole: "reader" });
    const page = (more: object) => listMemberPage(db, owner.principal, asked(more));
    expect(names(await page({ q: "PERSON 003" }))).toEqual(["Person 003"]);
    expect(names(await page({ q: "p2-" }))).toEqual(["Person 002"]);
    expect(names(await page({ q: "100%" }))).toEqual([]);
    expect(names(await page({ role: "admin" }))).toEqual(["Person 001", "Person 003", "Person 005"]);
    expect(names(await page({ role: "custom:nothing" }))).toEqual([]);
    expect(names(await page({ status: "invited" }))).toEqual([email]);
    expect(names(await page({ status: "expired" }))).toEqual([]);
    expect(await page({ q: "person", role: "writer", status: "active" })).toMatchObject({ count: { n: 3 } });
  });

  test("tells those who don't manage members names and roles alone, of those who have joined", async () => {
    const { account, owner, reader } = await crowd(2);
    await inviteMember(db, owner.principal, { email: `open-${account.id}@x.example`, baseRole: "reader" });
    const seen = await listMemberPage(db, reader.principal, asked());
    expect(seen.items).toHaveLength(4);
    const [self] = seen.items.filter(({ id }) => id === reader.id);
    expect(self?.whole).toMatchObject({ email: reader.email });
    const others = seen.items.filter(({ id }) => id !== reader.id);
    expect(others.every(({ whole }) => whole === null)).toBe(true);
    expect(JSON.stringify(others)).not.toContain("@");
    const byEmail = await listMemberPage(db, reader.principal, asked({ q: "@x.example" }));
    expect(byEmail.items).toEqual([]);
    const sorted = await listMemberPage(db, reader.principal, asked({ sort: { by: "email", descending: true } }));
    expect(names(sorted)).toEqual(
      names(await listMemberPage(db, reader.principal, asked({ sort: { by: "name", descending: true } }))),
    );
  });
});

describe("a member's page", () => {
  test("is there whole for whoever manages members and for oneself; else name and roles, and no open invitation", async () => {
    const account = await seedAccount(db);
    const [admin, writer, reader] = [
      await account.join("admin"),
      await account.join("writer"),
      await account.join("reader"),
    ];
    const { token } = await issue(db, writer, { name: "laptop" });
    const open = await inviteMember(db, admin.principal, { email: `open-${account.id}@x.example`, baseRole: "reader" });
    if (!open.ok) throw new Error("refused");
    for (const principal of [admin.principal, writer.principal]) {
      expect(await getMemberAccess(db, principal, writer.id)).toMatchObject({
        value: { access: { tokens: { items: [{ id: token.id }], more: false } } },
      });
    }
    expect(await getMemberAccess(db, reader.principal, writer.id)).toMatchObject({ value: { access: null } });
    expect(await getMemberAccess(db, reader.principal, open.value.member.id)).toEqual(refused("not_found"));
    expect(await getMemberAccess(db, admin.principal, open.value.member.id)).toMatchObject({ ok: true });
    const stranger = await (await seedAccount(db)).join("owner");
    for (const id of [writer.id, "nothing", "0".repeat(24)])
      expect(await getMemberAccess(db, stranger.principal, id)).toEqual(refused("not_found"));
  });

  test("sessions are shown to oneself and to whoever may remove the member, who ends them; the entry names the member", async () => {
    const account = await seedAccount(db);
    const [owner, admin, writer, other] = [
      await account.join("owner"),
      await account.join("admin"),
      await account.join("writer"),
      await account.join("writer"),
    ];
    const view = { id: writer.id, baseRole: "writer" } as const;
    expect(await memberSessions(db, other.principal, view, "")).toBeNull();
    expect(await memberSessions(db, writer.principal, view, "")).toHaveLength(1);
    expect(await memberSessions(db, admin.principal, { id: owner.id, baseRole: "owner" }, "")).toBeNull();
    const [session] = (await memberSessions(db, admin.principal, view, "")) ?? [];
    const one = { id: writer.id, sessionId: session?.id ?? "" };
    expect(await endMemberSessions(db, other.principal, one)).toEqual(refused("forbidden"));
    expect(await endMemberSessions(db, admin.principal, { id: owner.id, sessionId: null })).toEqual(
      refused("forbidden"),
    );
    expect(await endMemberSessions(db, admin.principal, { ...one, id: other.id })).toEqual(refused("not_found"));
    expect(await findSession(db, other.sid, NOWHERE)).not.toBeNull();
    expect(await endMemberSessions(db, admin.principal, one)).toEqual({ ok: true, value: { ended: 1 } });
    expect(await findSession(db, writer.sid, NOWHERE)).toBeNull();
    expect(await endMemberSessions(db, admin.principal, { id: writer.id, sessionId: null })).toEqual(
      refused("not_found"),
    );
    const history = await listEntriesAbout(db, admin.principal, { targets: [writer.id], limit: 20 });
    expect(history).toMatchObject({ value: { items: [{ title: `Mo admin ended sessions of ${writer.email}` }] } });
  });

  test("heirs are named only to whoever may remove the member: all others who have joined", async () => {
    const account = await seedAccount(db);
    const [owner, writer] = [await account.join("owner"), await account.join("writer")];
    await inviteMember(db, owner.principal, { email: `open-${account.id}@x.example`, baseRole: "reader" });
    expect(await listHeirs(db, writer.principal, writer.id)).toEqual(refused("forbidden"));
    expect(await listHeirs(db, owner.principal, writer.id)).toEqual({
      ok: true,
      value: [{ id: owner.id, name: "Mo owner" }],
    });
  });
});

describe("passing ownership on", () => {
  test("only an Owner does, to another member who has joined; the sole Owner may", async () => {
    const account = await seedAccount(db);
    const [owner, admin] = [await account.join("owner"), await account.join("admin")];
    const open = await inviteMember(db, owner.principal, { email: `open-${account.id}@x.example`, baseRole: "reader" });
    if (!open.ok) throw new Error("refused");
    expect(await passOwnership(db, admin.principal, admin.id)).toEqual(refused("forbidden"));
    for (const id of [owner.id, open.value.member.id])
      expect(await passOwnership(db, owner.principal, id)).toEqual(refused("invalid_input"));
    expect(await passOwnership(db, owner.principal, "0".repeat(24))).toEqual(refused("not_found"));
    expect(await updateMember(db, owner.principal, { id: owner.id, baseRole: "admin" })).toEqual(refused("last_owner"));
    expect(await passOwnership(db, owner.principal, admin.id)).toEqual({ ok: true, value: { email: admin.email } });
    const roles = await db
      .select({ id: members.id, baseRole: members.baseRole })
      .from(members)
      .where(and(eq(members.accountId, account.id)));
    expect(roles).toEqual(
      expect.arrayContaining([
        { id: owner.id, baseRole: "admin" },
        { id: admin.id, baseRole: "owner" },
      ]),
    );
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, "updateRole"));
    expect(entries.filter(({ accountId }) => accountId === account.id)).toHaveLength(2);
    expect(await passOwnership(db, await asNow(db, owner), owner.id)).toEqual(refused("forbidden"));
  });

  test("two Owners who pass it to each other at once leave one at least, in 20 rounds", async () => {
    const account = await seedAccount(db);
    for (let round = 0; round < 20; round++) {
      const [a, b] = [await account.join("owner"), await account.join("owner")];
      await Promise.all([passOwnership(db, a.principal, b.id), passOwnership(db, b.principal, a.id)]);
      const owners = await db.$count(members, and(eq(members.accountId, account.id), eq(members.baseRole, "owner")));
      expect(owners).toBeGreaterThan(0);
      await db.update(members).set({ baseRole: "reader" }).where(eq(members.accountId, account.id));
    }
  });
});
