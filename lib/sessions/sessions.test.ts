import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accounts, auditEntries, members, sessions, signInThrottles } from "@/drizzle/schema";
import { hashPassword } from "@/lib/passwords/hash";
import { NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import type { Place } from "./begin-session";
import { endOtherSessions, endSession } from "./end-session";
import { findSession, peekSession } from "./find-session";
import { listSessions } from "./list-sessions";
import { networkOf } from "./network";
import { signIn } from "./sign-in";
import { allowTry, forgetFailures } from "./throttle";
import { decideForAddress, decideForNetwork } from "./throttle-rule";

const { db } = await testDatabase();
const PASSWORD = "seven quiet otters drum";
const hash = await hashPassword(PASSWORD);
const from = (ip: string): Place => ({ ip, userAgent: "Mozilla/5.0 test", requestId: "r1" });
let nextNetwork = 1;
const elsewhere = () => from(`198.51.${nextNetwork++}.1`);
const wrong = { ok: false, error: { kind: "wrong_password" } };

async function person(role: "reader" | "owner" = "reader") {
  const member = await (await seedAccount(db)).join(role);
  await db.update(members).set({ passwordHash: hash }).where(eq(members.id, member.id));
  return member;
}

const tryFor = (email: string, password = PASSWORD, place = elsewhere()) => signIn(db, { email, password }, place);

describe("signing in", () => {
  test("begins a session whose row decides, with an audit entry; the cookie's id is stored nowhere", async () => {
    const member = await person();
    const answer = await tryFor(member.email.toUpperCase());
    if (!answer.ok) throw new Error(answer.error.kind);
    const sid = answer.value.sid.reveal();
    expect(await findSession(db, sid, NOWHERE)).toMatchObject({ viewer: { memberId: member.id, email: member.email } });
    const { rows } = await db.execute(sql`select string_agg(s::text, '') as everything from sessions s`);
    expect(String(rows[0]?.["everything"])).not.toContain(sid);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.memberId, member.id));
    expect(entries).toMatchObject([{ kind: "session", action: "signIn", actorKind: "visitor", requestId: "r1" }]);
  });

  test("makes an id of its own each time, and ends what this browser had before, whoever's it was; a made-up id is nobody's", async () => {
    const [member, other] = [await person(), await person()];
    const begin = async (email: string, replaces: string | null) => {
      const answer = await signIn(db, { email, password: PASSWORD }, { ...elsewhere(), replaces });
      if (!answer.ok) throw new Error(answer.error.kind);
      return answer.value.sid.reveal();
    };
    const lives = async (sid: string) => (await findSession(db, sid, NOWHERE)) !== null;
    const planted = "an-id-that-somebody-made-up";
    const first = await begin(member.email, planted);
    const second = await begin(member.email, first);
    const elsewhereToo = await begin(member.email, null);
    const third = await begin(other.email, second);
    expect(new Set([planted, first, second, elsewhereToo, third]).size).toBe(5);
    expect(await Promise.all([planted, first, second, elsewhereToo, third].map(lives))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    const [row] = await db.select({ why: sessions.endedWhy }).from(sessions).where(eq(sessions.endedWhy, "replaced"));
    expect(row).toEqual({ why: "replaced" });
  });

  test("that is refused ends nothing: a wrong password leaves this browser's session as it is", async () => {
    const member = await person();
    expect(await tryFor(member.email, "not the password at all", { ...elsewhere(), replaces: member.sid })).toEqual(
      wrong,
    );
    expect(await findSession(db, member.sid, NOWHERE)).not.toBeNull();
  });

  test("an unknown address, a wrong password, a removed member and an open invitation answer alike", async () => {
    const member = await person();
    const removed = await person();
    await db.update(members).set({ removedAt: sql`now()` }).where(eq(members.id, removed.id));
    const open = await person();
    await db.update(members).set({ joinedAt: null, passwordHash: null }).where(eq(members.id, open.id));
    const answers = [
      await tryFor("nobody@nowhere.example"),
      await tryFor(member.email, "not the password at all"),
      await tryFor(removed.email),
      await tryFor(open.email),
      await tryFor(""),
    ];
    expect(answers).toEqual([wrong, wrong, wrong, wrong, wrong]);
  });

  test("five tries are free, then each waits; the right password waits too, and an unknown address like a known one", async () => {
    for (const email of [(await person()).email, "never-heard-of@x.example"]) {
      for (let i = 0; i < 5; i++) expect(await tryFor(email, "wrong wrong wrong")).toEqual(wrong);
      expect(await tryFor(email)).toEqual({
        ok: false,
        error: { kind: "too_many_tries", seconds: expect.any(Number) },
      });
    }
  });

  test("after the wait the right password is let in and the count starts anew", async () => {
    const { email } = await person();
    for (let i = 0; i < 5; i++) await tryFor(email, "wrong wrong wrong");
    await db.update(signInThrottles).set({ blockedUntil: sql`now() - interval '1 second'` });
    expect(await tryFor(email)).toMatchObject({ ok: true });
    for (let i = 0; i < 4; i++) expect(await tryFor(email, "wrong wrong wrong")).toEqual(wrong);
    expect(await tryFor(email)).toMatchObject({ ok: true });
  });

  test("tries side by side are all counted: of twelve at once five are looked at", async () => {
    const { email } = await person();
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryFor(email, "wrong wrong wrong")));
    expect(answers.filter((answer) => !answer.ok && answer.error.kind === "wrong_password")).toHaveLength(5);
  });

  test("a try is counted also while a right one beside it clears the count", async () => {
    const { email } = await person();
    const both = async () => {
      expect(await allowTry(db, email, null)).toBeNull();
      await forgetFailures(db, email, null);
    };
    for (let round = 0; round < 50; round++) await Promise.all([both(), both(), both()]);
  });

  test("one network gets thirty tries in a quarter of an hour, whatever the addresses; another network goes on", async () => {
    const { email } = await person();
    const place = elsewhere();
    for (let i = 0; i < 30; i++) expect(await tryFor(`guess${i}-${email}`, "x", place)).toEqual(wrong);
    expect(await tryFor(email, PASSWORD, place)).toMatchObject({ error: { kind: "too_many_tries" } });
    expect(await tryFor(email)).toMatchObject({ ok: true });
  });

  test("the throttle's table names no address", async () => {
    const { email } = await person();
    await tryFor(email, "wrong wrong wrong");
    expect(JSON.stringify(await db.select().from(signInThrottles))).not.toContain("@");
  });
});

describe("a session ends on the server", () => {
  test.each([
    ["after an hour without a visit", { lastSeenAt: sql`now() - interval '60 minutes'` }],
    ["a day after it began, however busy", { createdAt: sql`now() - interval '24 hours'` }],
    ["when it was ended", { endedAt: sql`now()`, endedWhy: "ended" as const }],
  ])("%s", async (_, change) => {
    const member = await person();
    expect(await findSession(db, member.sid, NOWHERE)).not.toBeNull();
    await db.update(sessions).set(change).where(eq(sessions.memberId, member.id));
    expect(await findSession(db, member.sid, NOWHERE)).toBeNull();
  });

  test("a visit keeps it alive", async () => {
    const member = await person();
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`now() - interval '50 minutes'` })
      .where(eq(sessions.memberId, member.id));
    await findSession(db, member.sid, NOWHERE);
    const [row] = await db
      .select({ fresh: sql<boolean>`last_seen_at > now() - interval '1 minute'` })
      .from(sessions)
      .where(eq(sessions.memberId, member.id));
    expect(row).toEqual({ fresh: true });
  });

  test("one ends one's own sessions, never somebody else's", async () => {
    const [member, other] = [await person(), await person()];
    const second = await tryFor(member.email);
    if (!second.ok) throw new Error(second.error.kind);
    const list = await listSessions(
      db,
      member.principal,
      member.principal.actor.kind === "session" ? member.principal.actor.id : "",
    );
    expect(list.map(({ current }) => current).sort()).toEqual([false, true]);
    const mine = list.find(({ current }) => !current);
    expect(await endSession(db, other.principal, mine?.id ?? "")).toMatchObject({ error: { kind: "not_found" } });
    expect(await endSession(db, member.principal, mine?.id ?? "")).toMatchObject({ ok: true });
    expect(await findSession(db, second.value.sid.reveal(), NOWHERE)).toBeNull();
  });

  test("signing out the others leaves this one", async () => {
    const member = await person();
    const others = [await tryFor(member.email), await tryFor(member.email)];
    const own = member.principal.actor.kind === "session" ? member.principal.actor.id : "";
    expect(await endOtherSessions(db, member.principal, own)).toEqual({ ok: true, value: { ended: 2 } });
    expect(await findSession(db, member.sid, NOWHERE)).not.toBeNull();
    for (const other of others)
      expect(other.ok && (await findSession(db, other.value.sid.reveal(), NOWHERE))).toBeNull();
  });
});

describe("the rules of throttling", () => {
  const counter = (failures: number, blockedUntil: number | null = null, windowStartedAt = 0) => ({
    failures,
    blockedUntil,
    windowStartedAt,
  });

  test.each([
    [0, null],
    [3, null],
    [4, 1_000],
    [5, 2_000],
    [9, 32_000],
    [10, 60_000],
    [99, 60_000],
  ])("after %i failures the next try blocks for %s ms", (failures, pause) => {
    expect(decideForAddress(counter(failures), 1_000)).toEqual({
      wait: 0,
      next: { failures: failures + 1, windowStartedAt: 0, blockedUntil: pause === null ? null : 1_000 + pause },
    });
  });

  test("a blocked address waits for the rest of it, and a day later starts anew", () => {
    expect(decideForAddress(counter(7, 5_000), 3_000)).toEqual({ wait: 2_000 });
    expect(decideForAddress(counter(7, 5_000), 86_400_000)).toMatchObject({ next: { failures: 1 } });
  });

  test("a network's thirty-first try waits for its window to pass", () => {
    expect(decideForNetwork(counter(30), 60_000)).toEqual({ wait: 840_000 });
    expect(decideForNetwork(counter(30), 900_000)).toMatchObject({
      wait: 0,
      next: { failures: 1, windowStartedAt: 900_000 },
    });
  });
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::9", "2001:db8:1:2"],
  ["2001:0DB8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
])("%s belongs to the network %s", (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

describe("how long a session lasts", () => {
  test("follows the account's settings at once, down and up, for sessions that are open too", async () => {
    const member = await person();
    const idle = (minutes: number) =>
      db.update(accounts).set({ sessionIdleMinutes: minutes }).where(eq(accounts.id, member.principal.accountId));
    const seen = sql`now() - interval '40 minutes'`;
    await db.update(sessions).set({ lastSeenAt: seen }).where(eq(sessions.memberId, member.id));
    await idle(30);
    expect(await findSession(db, member.sid, NOWHERE)).toBeNull();
    expect(await peekSession(db, member.sid)).toBeNull();
    await idle(240);
    expect((await peekSession(db, member.sid))?.inMs).toBeCloseTo(200 * 60_000, -5);
    expect((await findSession(db, member.sid, NOWHERE))?.end.inMs).toBeCloseTo(240 * 60_000, -5);
  });

  test("looking how much is left is nothing done in it; near its latest end nothing makes it longer", async () => {
    const member = await person();
    const [seen, begun] = [sql`now() - interval '58 minutes'`, sql`now() - interval '23 hours 59 minutes'`];
    await db.update(sessions).set({ lastSeenAt: seen }).where(eq(sessions.memberId, member.id));
    const first = await peekSession(db, member.sid);
    expect(first?.inMs).toBeCloseTo(2 * 60_000, -5);
    expect((await peekSession(db, member.sid))?.inMs).toBeLessThanOrEqual(first?.inMs ?? 0);
    await db.update(sessions).set({ createdAt: begun }).where(eq(sessions.memberId, member.id));
    const found = await findSession(db, member.sid, NOWHERE);
    expect(found?.end.inMs).toBe(found?.end.latestInMs);
    expect(found?.end.inMs).toBeCloseTo(60_000, -4);
  });
});
