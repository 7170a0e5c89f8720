import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, memberLinks } from "@/drizzle/schema";
import { asNow, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { acceptLink } from "./accept-link";
import { getMember } from "./get-member";
import { inviteEachInput } from "./input";
import { inviteEach } from "./invite-each";
import { inviteMember } from "./invite-member";
import { readLink } from "./read-link";
import { renewInvitation } from "./renew-invitation";
import { updateMember } from "./update-member";

const { db } = await testDatabase();
const PASSWORD = "violet umbrellas walk at dawn";
const refused = (kind: string) => ({ ok: false, error: expect.objectContaining({ kind }) });
const input = (emails: string[], baseRole = "reader") => inviteEachInput.parse({ emails, baseRole });

describe("inviting several at once", () => {
  test("whoever may not invite, or gives more than they have, invites nobody", async () => {
    const account = await seedAccount(db);
    const [writer, admin] = [await account.join("writer"), await account.join("admin")];
    const mark = `${account.id}@x.example`;
    expect(await inviteEach(db, writer.principal, input([`a-${mark}`]))).toEqual(refused("forbidden"));
    expect(await inviteEach(db, admin.principal, input([`a-${mark}`], "owner"))).toEqual(refused("role_too_high"));
    expect(await inviteEach(db, admin.principal, input(["no address", "nor this"]))).toMatchObject({ ok: true });
    const made = await db.select().from(auditEntries).where(eq(auditEntries.accountId, account.id));
    expect(made).toEqual([]);
  });

  test("says of each address what became of it; one that can't be invited keeps no other from it", async () => {
    const account = await seedAccount(db, "Initech");
    const admin = await account.join("admin");
    const elsewhere = await (await seedAccount(db)).join("reader");
    const mark = `${account.id}@x.example`;
    await inviteMember(db, admin.principal, { email: `open-${mark}`, baseRole: "reader" });
    const asked = [`new-${mark}`, "not an address", `NEW-${mark}`, admin.email, `open-${mark}`, elsewhere.email];
    const told = await inviteEach(db, admin.principal, input(asked, "writer"));
    if (!told.ok) throw new Error(told.error.kind);
    expect(told.value.map(({ email, why }) => [email, why])).toEqual([
      [`new-${mark}`, null],
      ["not an address", "invalid"],
      [`NEW-${mark}`, "twice"],
      [admin.email, "member"],
      [`open-${mark}`, "open"],
      [elsewhere.email, "elsewhere"],
    ]);
    const [first, ...others] = told.value;
    expect(others.every(({ code }) => code === null)).toBe(true);
    const code = first?.code?.reveal() ?? "";
    expect(await readLink(db, code)).toMatchObject({ email: `new-${mark}`, accountName: "Initech" });
    expect(await acceptLink(db, { code, name: "Ne W", password: PASSWORD })).toMatchObject({ ok: true });
  });

  test("is bounded: none, or more than fifty, is refused at the door", () => {
    const many = Array.from({ length: 51 }, (_, i) => `m${i}@x.example`);
    for (const emails of [[], many])
      expect(inviteEachInput.safeParse({ emails, baseRole: "reader" }).success).toBe(false);
  });
});

describe("inviting again", () => {
  async function open() {
    const account = await seedAccount(db);
    const [owner, admin, reader] = [
      await account.join("owner"),
      await account.join("admin"),
      await account.join("reader"),
    ];
    const made = await inviteMember(db, admin.principal, {
      email: `again-${account.id}@x.example`,
      baseRole: "writer",
    });
    if (!made.ok) throw new Error(made.error.kind);
    return { owner, admin, reader, id: made.value.member.id, code: made.value.code.reveal() };
  }

  test("makes a new link, and the old one is dead; the entry tells it", async () => {
    const { admin, id, code } = await open();
    const again = await renewInvitation(db, admin.principal, id);
    if (!again.ok) throw new Error(again.error.kind);
    expect(await readLink(db, code)).toBeNull();
    expect(await readLink(db, again.value.code.reveal())).toMatchObject({ purpose: "invite" });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, id));
    expect(entries.map(({ action }) => action)).toEqual(["createMember", "renewInvitation"]);
  });

  test("an invitation that has expired is told apart, and lives again", async () => {
    const { admin, id } = await open();
    expect(await getMember(db, admin.principal, id)).toMatchObject({ value: { invitation: { expired: false } } });
    await db
      .update(memberLinks)
      .set({ notAfter: new Date(Date.now() - 1000) })
      .where(and(eq(memberLinks.memberId, id)));
    expect(await getMember(db, admin.principal, id)).toMatchObject({ value: { invitation: { expired: true } } });
    await renewInvitation(db, admin.principal, id);
    expect(await getMember(db, admin.principal, id)).toMatchObject({ value: { invitation: { expired: false } } });
  });

  test("takes the right to invite and all that the invited will have; a member who joined is not invited again", async () => {
    const { owner, admin, reader, id, code } = await open();
    expect(await renewInvitation(db, reader.principal, id)).toEqual(refused("forbidden"));
    await updateMember(db, owner.principal, { id, baseRole: "owner" });
    expect(await renewInvitation(db, admin.principal, id)).toEqual(refused("role_too_high"));
    expect(await readLink(db, code)).not.toBeNull();
    await acceptLink(db, { code, name: "Jo In", password: PASSWORD });
    expect(await renewInvitation(db, await asNow(db, owner), id)).toEqual(refused("not_found"));
  });
});
