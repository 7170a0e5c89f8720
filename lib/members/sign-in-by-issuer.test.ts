import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, members, sessions } from "@/drizzle/schema";
import { operatorPrincipal } from "@/lib/principals/principals";
import { findSession } from "@/lib/sessions/find-session";
import { asNow, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { enrol } from "@/lib/testing/factors";
import { givePassword } from "@/lib/testing/password";
import { countBound } from "./count-bound";
import { inviteMember } from "./invite-member";
import { removeMember } from "./remove-member";
import { type IssuersWord, signInByIssuer } from "./sign-in-by-issuer";
import { unbindSignOn } from "./unbind-sign-on";

const { db } = await testDatabase();
const ISSUER = "https://login.example.com/realm";
const PLACE = { ip: "198.51.100.7", userAgent: "Mozilla/5.0 test", requestId: "r1" };
const REFUSED = { ok: false, error: { kind: "not_recognised" } };

const word = (more: Partial<IssuersWord> = {}): IssuersWord => ({
  issuer: ISSUER,
  subject: `s-${Math.random()}`,
  verifiedEmail: null,
  saidAt: 0,
  authenticatedAt: null,
  secondFactor: false,
  ...more,
});
const enter = (given: IssuersWord) => signInByIssuer(db, given, PLACE);
const entriesOf = (memberId: string) =>
  db
    .select({ kind: auditEntries.kind, action: auditEntries.action, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.memberId, memberId))
    .orderBy(auditEntries.id);

async function bound() {
  const account = await seedAccount(db);
  const [owner, member] = [await account.join("owner"), await account.join("reader")];
  const says = word({ verifiedEmail: member.email });
  expect(await enter(says)).toMatchObject({ ok: true, value: { memberId: member.id } });
  return { account, owner, member, says };
}

describe("signing in by an issuer is refused, in one way", () => {
  test("for an address that no member has, or that the issuer has not verified", async () => {
    const member = await (await seedAccount(db)).join("reader");
    expect(await enter(word({ verifiedEmail: "nobody@nowhere.example" }))).toEqual(REFUSED);
    expect(await enter(word())).toEqual(REFUSED);
    expect(await entriesOf(member.id)).toEqual([]);
  });

  test("for a member who is invited and has not joined: an invitation is accepted by its link alone", async () => {
    const account = await seedAccount(db);
    const owner = await account.join("owner");
    const email = `invited-${account.id}@acme.example`;
    const invited = await inviteMember(db, owner.principal, { email, baseRole: "reader" });
    if (!invited.ok) throw new Error(invited.error.kind);
    expect(await enter(word({ verifiedEmail: email }))).toEqual(REFUSED);
  });

  test("for a member who was removed, by subject and by address; a member of that address who comes later is bound anew", async () => {
    const { account, owner, member, says } = await bound();
    await removeMember(db, owner.principal, member.id);
    expect(await enter(says)).toEqual(REFUSED);
    expect(await enter(word({ subject: says.subject }))).toEqual(REFUSED);
    const back = await account.join("writer", member.email);
    expect(await enter(says)).toMatchObject({ ok: true, value: { memberId: back.id } });
  });

  test("for a second subject with the address of a member who is bound", async () => {
    const { member, says } = await bound();
    expect(await enter(word({ verifiedEmail: member.email }))).toEqual(REFUSED);
    const [row] = await db.select({ is: members.oidcSubject }).from(members).where(eq(members.id, member.id));
    expect(row).toEqual({ is: says.subject });
  });

  test("for the same subject at another issuer", async () => {
    const { says } = await bound();
    expect(await enter({ ...says, issuer: "https://login.example.com/other", verifiedEmail: null })).toEqual(REFUSED);
  });
});

describe("signing in by an issuer", () => {
  test("binds at the first time, whatever the form of the address, and tells of both in the log", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const answer = await enter(
      word({ subject: "s-first", verifiedEmail: member.email.toUpperCase().replace("A", "Ａ") }),
    );
    if (!answer.ok) throw new Error(answer.error.kind);
    const found = await findSession(db, answer.value.sid.reveal(), NOWHERE);
    expect(found).toMatchObject({ viewer: { memberId: member.id } });
    expect(await entriesOf(member.id)).toEqual([
      { kind: "member", action: "bindSignOn", details: { issuer: ISSUER } },
      { kind: "session", action: "signIn", details: { method: "single sign-on" } },
    ]);
  });

  test("begins another session under another id each time, and binds once", async () => {
    const { member, says } = await bound();
    const ids = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const answer = await enter(says);
      if (answer.ok) ids.add(answer.value.sid.reveal());
    }
    expect(ids.size).toBe(3);
    const acts = (await entriesOf(member.id)).map(({ action }) => action);
    expect(acts).toEqual(["bindSignOn", "signIn", "signIn", "signIn", "signIn"]);
  });

  test("finds who is bound by their subject, when their address there is another's or not verified any more", async () => {
    const { account, member, says } = await bound();
    const other = await account.join("owner");
    for (const verifiedEmail of ["new-name@acme.example", other.email, null])
      expect(await enter({ ...says, verifiedEmail })).toMatchObject({ ok: true, value: { memberId: member.id } });
    expect((await entriesOf(other.id)).length).toBe(0);
  });

  test("of six first times at once all come in, and one binds", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const says = word({ verifiedEmail: member.email });
    const answers = await Promise.all(Array.from({ length: 6 }, () => enter(says)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(6);
    const acts = (await entriesOf(member.id)).map(({ action }) => action);
    expect(acts.filter((action) => action === "bindSignOn")).toHaveLength(1);
  });

  test("of two subjects with one address at once, one comes in", async () => {
    const member = await (await seedAccount(db)).join("reader");
    const answers = await Promise.all([1, 2, 3].map(() => enter(word({ verifiedEmail: member.email }))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("goes on to a member's second factor, unless the issuer's word is that one was shown there", async () => {
    const member = await (await seedAccount(db)).join("reader");
    await givePassword(db, member);
    await enrol(db, member);
    const says = word({ verifiedEmail: member.email });
    const first = await enter(says);
    expect(first).toMatchObject({ ok: true, value: { pending: true } });
    if (first.ok) expect(await findSession(db, first.value.sid.reveal(), NOWHERE)).toBeNull();
    const second = await enter({ ...says, secondFactor: true });
    expect(second).toMatchObject({ ok: true, value: { pending: false } });
    if (second.ok) expect(await findSession(db, second.value.sid.reveal(), NOWHERE)).not.toBeNull();
    const acts = (await entriesOf(member.id)).map(({ action }) => action);
    expect(acts.slice(-3)).toEqual(["bindSignOn", "beginSignIn", "signIn"]);
  });

  test("under another issuer binds anew, and says instead of which", async () => {
    const { member, says } = await bound();
    const issuer = "https://new.example.com";
    expect(await enter({ ...says, issuer, verifiedEmail: member.email })).toMatchObject({ ok: true });
    expect((await entriesOf(member.id)).find(({ details }) => details["issuer"] === issuer)).toMatchObject({
      action: "bindSignOn",
      details: { instead: ISSUER },
    });
    expect(await enter({ ...says, verifiedEmail: null })).toEqual(REFUSED);
  });
});

describe("ending a binding", () => {
  const ended = (member: TestMember) =>
    db
      .select({ ended: sql<boolean>`bool_and(${sessions.endedAt} is not null)` })
      .from(sessions)
      .where(and(eq(sessions.memberId, member.id)));

  test("takes the right over ownership; nobody who lacks it changes anything", async () => {
    const { account, member, says } = await bound();
    const admin = await account.join("admin");
    for (const { principal } of [admin, member])
      expect(await unbindSignOn(db, principal, member.id)).toMatchObject({ error: { kind: "forbidden" } });
    const stranger = await (await seedAccount(db)).join("owner");
    expect(await unbindSignOn(db, stranger.principal, member.id)).toMatchObject({ error: { kind: "not_found" } });
    expect(await enter(says)).toMatchObject({ ok: true });
  });

  test("lets another subject in by the verified address, and ends what the old one had open", async () => {
    const { account, member, says } = await bound();
    const operator = operatorPrincipal({ accountId: account.id, name: "root@host" });
    expect(await unbindSignOn(db, operator, member.id)).toEqual({ ok: true, value: null });
    expect(await ended(member)).toEqual([{ ended: true }]);
    expect(await unbindSignOn(db, operator, member.id)).toMatchObject({ error: { kind: "not_found" } });
    expect(await enter({ ...says, verifiedEmail: null })).toEqual(REFUSED);
    expect(await enter(word({ verifiedEmail: member.email }))).toMatchObject({ ok: true });
  });
});

test("how many are bound is counted for whoever may see the settings, of those who are there", async () => {
  const { account, owner, member, says } = await bound();
  expect(await countBound(db, owner.principal, ISSUER)).toEqual({ ok: true, value: { joined: 2, bound: 1 } });
  expect(await countBound(db, owner.principal, "https://new.example.com")).toMatchObject({ value: { bound: 0 } });
  const nobody = await account.join("no_access");
  expect(await countBound(db, nobody.principal, ISSUER)).toMatchObject({ error: { kind: "forbidden" } });
  await removeMember(db, await asNow(db, owner), member.id);
  expect(await enter(says)).toEqual(REFUSED);
  expect(await countBound(db, owner.principal, ISSUER)).toMatchObject({ value: { joined: 2, bound: 0 } });
});
