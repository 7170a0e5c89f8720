import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { auditEntries, members, memberTotp, sessions, signInThrottles } from "@/drizzle/schema";
import { createGateway } from "@/lib/gateways/create-gateway";
import { changePassword } from "@/lib/members/change-password";
import { removeMember } from "@/lib/members/remove-member";
import { memberPrincipal } from "@/lib/principals/principals";
import { findSession, peekSession } from "@/lib/sessions/find-session";
import { listSessions } from "@/lib/sessions/list-sessions";
import { signIn } from "@/lib/sessions/sign-in";
import { asNow, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { codeAt, enrol, enrollingOf } from "@/lib/testing/factors";
import { startInstance } from "@/lib/testing/instance";
import { givePassword, PASSWORD } from "@/lib/testing/password";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";
import { beginEnrolment } from "./begin-enrolment";
import { confirmEnrolment } from "./confirm-enrolment";
import { findEnrolling } from "./find-enrolling";
import { findWaiting } from "./find-waiting";
import { leaveSignIn } from "./leave-sign-in";
import { passSecondFactor } from "./pass-second-factor";

const { db, url } = await testDatabase();
const { call } = testApi(db);

let nextNetwork = 1;
const from = (ip: string | null) => ({ ip, userAgent: "Mozilla/5.0 test", requestId: "r2" });
const elsewhere = () => from(`198.52.${nextNetwork++}.1`);
const refused = (kind: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ kind }) });
const wrongCode = refused("wrong_code");

/** Somebody with an app and recovery codes. */
async function guarded(role: "reader" | "owner" = "owner") {
  const account = await seedAccount(db);
  const member = await account.join(role);
  await givePassword(db, member);
  return { account, member, ...(await enrol(db, member)) };
}

/** The id of a session whose password was right, and whose second factor is asked for. */
async function halfWay({ email }: { email: string }): Promise<string> {
  const answer = await signIn(db, { email, password: PASSWORD }, elsewhere());
  if (!answer.ok) throw new Error(answer.error.kind);
  expect(answer.value.pending).toBe(true);
  return answer.value.sid.reveal();
}

const totp = (sid: string, code: string, at = db, place = elsewhere()) =>
  passSecondFactor(at, sid, { kind: "totp", code }, place);
const recovery = (sid: string, code: string) => passSecondFactor(db, sid, { kind: "recovery", code }, elsewhere());

/** A code of nobody's at this time. */
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** No wait stands in the way of the next try; how many there were is still known. */
const waited = () => db.update(signInThrottles).set({ blockedUntil: null });

const endedWhy = async (memberId: string) =>
  (await db.select({ why: sessions.endedWhy }).from(sessions).where(eq(sessions.memberId, memberId))).map(
    ({ why }) => why,
  );

afterEach(() => vi.useRealTimers());

describe("a session that waits for the second factor", () => {
  test("opens nothing: no page, no act, no list, no door of the API", async () => {
    const { account, member } = await guarded();
    const sid = await halfWay(member);
    expect(await findSession(db, sid, NOWHERE)).toBeNull();
    expect(await peekSession(db, sid)).toBeNull();
    expect(await findEnrolling(db, sid, NOWHERE)).toBeNull();
    expect(await findWaiting(db, sid)).toMatchObject({ memberId: member.id, kinds: ["totp", "recovery"] });
    for (const header of [sid, `Bearer ${sid}`])
      expect((await call(header, "GET", "/caller-identity")).status).toBe(401);
    const cookie = `latchkey.sid=${sid}; __Host-latchkey.sid=${sid}`;
    expect((await call(null, "GET", "/caller-identity", undefined, { cookie })).status).toBe(401);

    // Not even for somebody who got hold of the principal that it would have.
    const waiting = await findWaiting(db, sid);
    const standing = {
      accountId: account.id,
      memberId: member.id,
      baseRole: "owner",
      roles: [],
      attributes: {},
      rightsVersion: 1,
    } as const;
    const forged = memberPrincipal(standing, { id: waiting?.sessionId ?? "", provenAgo: 0 }, NOWHERE);
    const nobody = refused("unauthenticated");
    const role = { source: "base", baseRole: "reader" } as const;
    expect(await createToken(db, forged, createTokenInput.parse({ name: "x", role }))).toEqual(nobody);
    expect(await createGateway(db, forged, { name: "x" })).toEqual(nobody);
    const next = "green lanterns hum all night";
    expect(await changePassword(db, forged, { current: PASSWORD, next }, "")).toEqual(nobody);
    expect(
      await beginEnrolment(db, enrollingOf({ principal: forged, email: member.email }), { password: PASSWORD }),
    ).toEqual(nobody);
  });

  test("is no session in lists, and no code of another member ends its waiting", async () => {
    const { member, sid } = await guarded();
    const other = await guarded();
    const waiting = await halfWay(member);
    const present = await asNow(db, { ...member, sid });
    expect(await listSessions(db, present, "")).toHaveLength(1);
    expect(await totp(waiting, await codeAt(db, other.key))).toEqual(wrongCode);
    expect(await recovery(waiting, other.codes[0] ?? "")).toEqual(wrongCode);
    expect(await findSession(db, waiting, NOWHERE)).toBeNull();
  });

  test("is over after ten minutes by the database's clock, and with the removal of its member", async () => {
    const { account, member, key } = await guarded("reader");
    const owner = await account.join("owner");
    const late = await halfWay(member);
    await db
      .update(sessions)
      .set({ createdAt: sql`now() - interval '10 minutes'` })
      .where(sql`${sessions.pending} and ${sessions.memberId} = ${member.id}`);
    expect(await findWaiting(db, late)).toBeNull();
    expect(await totp(late, await codeAt(db, key))).toEqual(refused("unauthenticated"));
    const gone = await halfWay(member);
    expect((await removeMember(db, owner.principal, member.id)).ok).toBe(true);
    expect(await totp(gone, await codeAt(db, key))).toEqual(refused("unauthenticated"));
  });

  test("can be left, and is over then", async () => {
    const { member, key } = await guarded();
    const sid = await halfWay(member);
    expect((await leaveSignIn(db, sid)).ok).toBe(true);
    expect(await totp(sid, await codeAt(db, key))).toEqual(refused("unauthenticated"));
    expect(await leaveSignIn(db, sid)).toEqual(refused("not_found"));
  });
});

describe("a code of the app", () => {
  test("signs in, under a new id: the old one opens nothing (no fixation)", async () => {
    const { member, key } = await guarded();
    const old = await halfWay(member);
    const passed = await totp(old, await codeAt(db, key));
    if (!passed.ok) throw new Error(passed.error.kind);
    const sid = passed.value.sid.reveal();
    expect(sid).not.toBe(old);
    expect(await findSession(db, sid, NOWHERE)).toMatchObject({ viewer: { memberId: member.id } });
    expect(await findSession(db, old, NOWHERE)).toBeNull();
    expect(await findWaiting(db, old)).toBeNull();
    expect(await totp(old, await codeAt(db, key, 1))).toEqual(refused("unauthenticated"));
    const told = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.memberId, member.id))
      .orderBy(auditEntries.id);
    expect(told.map(({ action }) => action).slice(-2)).toEqual(["beginSignIn", "signIn"]);
    expect(told.at(-1)).toMatchObject({ details: { factor: "totp" }, requestId: "r2", actorKind: "visitor" });
  });

  test("counts once: not again in another sign-in, nor an older one after it", async () => {
    const { member, key } = await guarded();
    const code = await codeAt(db, key);
    expect((await totp(await halfWay(member), code)).ok).toBe(true);
    const again = await halfWay(member);
    expect(await totp(again, code)).toEqual(wrongCode);
    expect(await totp(again, await codeAt(db, key, -1))).toEqual(wrongCode);
    expect((await totp(again, await codeAt(db, key, 1))).ok).toBe(true);
  });

  test("that set the app up signs nobody in", async () => {
    const account = await seedAccount(db);
    const member = await account.join("reader");
    await givePassword(db, member);
    const begun = await beginEnrolment(db, enrollingOf(member), { password: PASSWORD });
    if (!begun.ok) throw new Error(begun.error.kind);
    const code = await codeAt(db, begun.value.key.reveal());
    expect((await confirmEnrolment(db, enrollingOf(member), { code })).ok).toBe(true);
    expect(await totp(await halfWay(member), code)).toEqual(wrongCode);
  });

  test("of two steps ago, or of some steps ahead, is wrong", async () => {
    const { member, key } = await guarded();
    const sid = await halfWay(member);
    expect(await totp(sid, await codeAt(db, key, -2))).toEqual(wrongCode);
    expect(await totp(sid, await codeAt(db, key, 3))).toEqual(wrongCode);
  });

  test("presented twice in one instant, on two instances, lets one in", async () => {
    const { member, key } = await guarded();
    const [one, two] = [startInstance(url), startInstance(url)];
    try {
      const sids = [await halfWay(member), await halfWay(member), await halfWay(member)];
      const code = await codeAt(db, key);
      const answers = await Promise.all(sids.map((sid, i) => totp(sid, code, i === 0 ? one.db : two.db)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.filter((answer) => !answer.ok)).toEqual([wrongCode, wrongCode]);
      const same = await halfWay(member);
      const codes = [await codeAt(db, key, 1), await codeAt(db, key, 1)];
      const both = await Promise.all(codes.map((each, i) => totp(same, each, i === 0 ? one.db : two.db)));
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
  });

  test.each([-3650, -1, 1, 3650])(
    "is judged by the database's clock: the host's %i days off changes nothing",
    async (days) => {
      const { member, key } = await guarded();
      const sid = await halfWay(member);
      const code = await codeAt(db, key);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 86_400_000 });
      expect(await totp(sid, wrongFor(code))).toEqual(wrongCode);
      expect((await totp(sid, code)).ok).toBe(true);
    },
  );

  test("is of no use once the member is removed, though the session's row stands", async () => {
    const { member, key } = await guarded();
    const sid = await halfWay(member);
    await db.update(members).set({ removedAt: sql`now()` }).where(eq(members.id, member.id));
    expect(await totp(sid, await codeAt(db, key))).toEqual(refused("unauthenticated"));
  });

  test("does not open with a key that was moved from another member's row", async () => {
    const { member } = await guarded();
    const mine = await guarded();
    const [own] = await db.select().from(memberTotp).where(eq(memberTotp.memberId, mine.member.id));
    await db.update(memberTotp).set({ sealed: own?.sealed, usedStep: null }).where(eq(memberTotp.memberId, member.id));
    const sid = await halfWay(member);
    await expect(totp(sid, await codeAt(db, mine.key))).rejects.toThrow();
    expect(await findSession(db, sid, NOWHERE)).toBeNull();
  });
});

describe("a recovery code", () => {
  test("signs in once, however it is typed", async () => {
    const { member, codes } = await guarded();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const typed = (codes[0] ?? "").toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect((await recovery(await halfWay(member), typed)).ok).toBe(true);
    expect(await recovery(await halfWay(member), codes[0] ?? "")).toEqual(wrongCode);
    expect((await recovery(await halfWay(member), codes[1] ?? "")).ok).toBe(true);
  });

  test("presented twice in one instant lets one in", async () => {
    const { member, codes } = await guarded();
    const sids = [await halfWay(member), await halfWay(member), await halfWay(member)];
    const answers = await Promise.all(sids.map((sid) => recovery(sid, codes[0] ?? "")));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each(["", "-", "0000-0000-0000-0000-0000-0000"])("%j is none", async (code) => {
    const { member } = await guarded();
    expect(await recovery(await halfWay(member), code)).toEqual(wrongCode);
  });
});

describe("guessing", () => {
  test("five codes are free, then each waits, a right one too; from whatever network, and in whichever sign-in", async () => {
    const { member, key } = await guarded();
    const right = await codeAt(db, key);
    const sids = [await halfWay(member), await halfWay(member)];
    for (let i = 0; i < 5; i++) expect(await totp(sids[i % 2] ?? "", wrongFor(right))).toEqual(wrongCode);
    for (const sid of sids) expect(await totp(sid, await codeAt(db, key))).toEqual(refused("too_many_tries"));
    await waited();
    expect((await totp(sids[0] ?? "", await codeAt(db, key))).ok).toBe(true);
  });

  test("codes side by side are all counted: of twelve at once five are looked at", async () => {
    const { member, key } = await guarded();
    const wrong = wrongFor(await codeAt(db, key));
    const sid = await halfWay(member);
    const answers = await Promise.all(Array.from({ length: 12 }, () => totp(sid, wrong)));
    expect(answers.filter((answer) => !answer.ok && answer.error.kind === "wrong_code")).toHaveLength(5);
  });

  test("the tenth wrong code ends the sign-in, and it is told in the log", async () => {
    const { member, key } = await guarded();
    const right = await codeAt(db, key);
    const sid = await halfWay(member);
    for (let i = 0; i < 10; i++) {
      expect(await totp(sid, wrongFor(right))).toEqual(wrongCode);
      await waited();
    }
    expect(await totp(sid, right)).toEqual(refused("unauthenticated"));
    expect(await endedWhy(member.id)).toContain("wrong_proofs");
    const told = await db.select().from(auditEntries).where(eq(auditEntries.memberId, member.id));
    expect(told.map(({ action }) => action)).toContain("failSecondFactor");
    expect((await totp(await halfWay(member), await codeAt(db, key))).ok).toBe(true);
  });

  test("a hundred wrong codes in a row lock codes for good, however slowly they came; a recovery code unlocks them", async () => {
    const { member, key, codes } = await guarded();
    const right = await codeAt(db, key);
    for (let sid = "", i = 0; i < 100; i++) {
      if (i % 10 === 0) sid = await halfWay(member);
      expect(await totp(sid, wrongFor(right))).toEqual(wrongCode);
      await waited();
    }
    expect(await totp(await halfWay(member), await codeAt(db, key))).toEqual(refused("codes_locked"));
    await waited();
    expect((await recovery(await halfWay(member), codes[0] ?? "")).ok).toBe(true);
    expect((await totp(await halfWay(member), await codeAt(db, key, 1))).ok).toBe(true);
  });

  test("one network has thirty tries in a quarter of an hour for all members together", async () => {
    const place = elsewhere();
    let tried = 0;
    while (tried < 30) {
      const { member, key } = await guarded();
      const sid = await halfWay(member);
      const wrong = wrongFor(await codeAt(db, key));
      for (let i = 0; i < 5 && tried < 30; i++, tried++) expect(await totp(sid, wrong, db, place)).toEqual(wrongCode);
    }
    const { member, key } = await guarded();
    const sid = await halfWay(member);
    expect(await totp(sid, await codeAt(db, key), db, place)).toEqual(refused("too_many_tries"));
    expect((await totp(sid, await codeAt(db, key))).ok).toBe(true);
  });
});
