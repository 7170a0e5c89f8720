import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accounts, auditEntries, sessions } from "@/drizzle/schema";
import { addFirstPasskey } from "@/lib/passkeys/add-passkey";
import { beginFirstPasskey } from "@/lib/passkeys/begin-passkey";
import { newChallenge } from "@/lib/passkeys/challenge";
import { listPasskeys } from "@/lib/passkeys/list-passkeys";
import { removePasskey } from "@/lib/passkeys/remove-passkey";
import { askForPasskey, signInWithPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { asNow, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { Authenticator } from "@/lib/testing/authenticator";
import { testDatabase } from "@/lib/testing/database";
import { enrol, enrollingOf } from "@/lib/testing/factors";
import { asVisitor, SITE, seedPasskey, sessionIdOf, VISITOR } from "@/lib/testing/passkeys";
import { givePassword, PASSWORD } from "@/lib/testing/password";
import { findEnrolling } from "./find-enrolling";
import { findWaiting, type Waiting } from "./find-waiting";
import { passSecondFactor } from "./pass-second-factor";
import { resetFactor } from "./reset-factor";

const { db } = await testDatabase();
const refused = { ok: false, error: { kind: "passkey_refused" } };

let nextNetwork = 1;
const elsewhere = () => ({ ip: `203.1.${nextNetwork++}.1`, userAgent: "test", requestId: "r1" });

/** Somebody with a password and a passkey. */
async function keyed() {
  const account = await seedAccount(db);
  const member = await account.join("reader");
  await givePassword(db, member);
  return { account, member, ...(await seedPasskey(db, member)) };
}

/** Their sign-in after the password. */
async function halfWay({ email }: Pick<TestMember, "email">): Promise<{ sid: string; waiting: Waiting }> {
  const answer = await signIn(db, { email, password: PASSWORD }, elsewhere());
  if (!answer.ok) throw new Error(answer.error.kind);
  const sid = answer.value.sid.reveal();
  const waiting = await findWaiting(db, sid);
  if (!waiting) throw new Error("no second factor is asked for");
  return { sid, waiting };
}

const asked = ({ sessionId: of }: Waiting) => askForPasskey(db, SITE, { purpose: "second_factor", of });
const pass = (sid: string, assertion: ReturnType<Authenticator["get"]>, site: typeof SITE | null = SITE) =>
  passSecondFactor(db, sid, { kind: "passkey", assertion }, elsewhere(), site);
const demand = (accountId: string) =>
  db.update(accounts).set({ factorRequired: true }).where(eq(accounts.id, accountId));

describe("a passkey as the second factor", () => {
  test("is asked for after the password, opens a session, and the log says so", async () => {
    const { member, device } = await keyed();
    const { sid, waiting } = await halfWay(member);
    expect(waiting.kinds).toEqual(["passkey"]);
    expect(await findSession(db, sid, NOWHERE)).toBeNull();
    const passed = await pass(sid, device.get(await asked(waiting), { userHandle: null }));
    if (!passed.ok) throw new Error(passed.error.kind);
    expect(await findSession(db, passed.value.sid.reveal(), NOWHERE)).not.toBeNull();
    const signIns = and(eq(auditEntries.memberId, member.id), eq(auditEntries.action, "signIn"));
    expect(await db.select({ details: auditEntries.details }).from(auditEntries).where(signIns)).toEqual([
      { details: { factor: "passkey" } },
    ]);
  });

  test("of somebody else, of another sign-in, wrongly signed, shown before, or where none work, is refused alike", async () => {
    const [{ member, device }, other] = [await keyed(), await keyed()];
    const { sid, waiting } = await halfWay(member);
    const { waiting: another } = await halfWay(member);
    const challenge = await newChallenge(db, { purpose: "sign_in", of: waiting.sessionId });
    const stranger = new Authenticator(SITE.origin);
    for (const assertion of [
      other.device.get(await asked(waiting), { userHandle: null }),
      device.get(await asked(another)),
      device.get({ challenge, rpId: SITE.rpId }),
      device.get(await asked(waiting), { signedBy: stranger.privateKey }),
    ]) {
      expect(await pass(sid, assertion)).toEqual(refused);
    }
  });

  test("counts once, and does not where none work", async () => {
    const { member, device } = await keyed();
    const [one, two] = [await halfWay(member), await halfWay(member)];
    expect(await pass(one.sid, device.get(await asked(one.waiting)), null)).toEqual(refused);
    const once = device.get(await asked(one.waiting));
    expect(await pass(one.sid, once)).toMatchObject({ ok: true });
    expect(await pass(two.sid, once)).toEqual(refused);
    expect(await pass(two.sid, device.get(await asked(two.waiting)))).toMatchObject({ ok: true });
  });
});

describe("an account that requires a second factor", () => {
  test("is content with a passkey, with or without a password before it", async () => {
    const { account, member, device } = await keyed();
    await demand(account.id);
    expect(await findSession(db, member.sid, NOWHERE)).not.toBeNull();
    const answer = await signInWithPasskey(
      db,
      SITE,
      { ...device.get(await asVisitor(db)), csrfToken: VISITOR },
      elsewhere(),
    );
    expect(answer.ok && (await findSession(db, answer.value.sid.reveal(), NOWHERE))).toBeTruthy();
  });

  test("lets nobody remove their last factor; with an app beside it the passkey goes", async () => {
    const { account, member, id } = await keyed();
    await demand(account.id);
    const remove = () => removePasskey(db, member.principal, { id }, sessionIdOf(member));
    expect(await remove()).toEqual({ ok: false, error: { kind: "last_factor" } });
    expect(await listPasskeys(db, member.principal)).toHaveLength(1);
    await enrol(db, member);
    expect(await remove()).toMatchObject({ ok: true });
    expect(await listPasskeys(db, member.principal)).toEqual([]);
  });
});

describe("a passkey as the first factor, in a session that is good for nothing else", () => {
  async function lacking() {
    const account = await seedAccount(db);
    const member = await account.join("reader");
    await givePassword(db, member);
    await demand(account.id);
    const device = new Authenticator(SITE.origin);
    const begin = (password = PASSWORD) => beginFirstPasskey(db, enrollingOf(member), SITE, { password });
    const add = (attestation: ReturnType<Authenticator["create"]>) =>
      addFirstPasskey(db, enrollingOf(member), SITE, { name: "laptop", attestation });
    const asked = async () => {
      const begun = await begin();
      if (!begun.ok) throw new Error(begun.error.kind);
      return begun.value;
    };
    return { member, device, begin, add, asked };
  }

  test("takes the password; what was made for no question of this session, or in a session that ended, is refused", async () => {
    const [{ member, device, begin, add, asked }, other] = [await lacking(), await lacking()];
    expect(await begin("not it at all")).toMatchObject({ error: { kind: "wrong_password" } });
    expect(await add(device.create(await other.asked()))).toEqual(refused);
    const made = device.create(await asked());
    await db.update(sessions).set({ endedAt: new Date() }).where(eq(sessions.memberId, member.id));
    expect(await add(made)).toMatchObject({ error: { kind: "unauthenticated" } });
    expect(await listPasskeys(db, member.principal)).toEqual([]);
  });

  test("opens the session under a new id, and signs in without a password from then on", async () => {
    const { member, device, add, asked } = await lacking();
    expect(await findSession(db, member.sid, NOWHERE)).toBeNull();
    const added = await add(device.create(await asked()));
    if (!added.ok) throw new Error(added.error.kind);
    expect(await findSession(db, added.value.sid.reveal(), NOWHERE)).not.toBeNull();
    expect(await findEnrolling(db, member.sid, NOWHERE)).toBeNull();
    const shown = { ...device.get(await asVisitor(db)), csrfToken: VISITOR };
    expect(await signInWithPasskey(db, SITE, shown, elsewhere())).toMatchObject({ ok: true });
  });

  test("is for whoever has none: with a factor the password alone adds no passkey, nor does the second of two at once", async () => {
    const { member, device, begin, add, asked } = await lacking();
    const [one, two] = [await asked(), await asked()];
    const made = [device.create(one), new Authenticator(SITE.origin).create(two)] as const;
    const answers = await Promise.all(made.map(add));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listPasskeys(db, member.principal)).toHaveLength(1);
    const later = await lacking();
    const before = later.device.create(await later.asked());
    await enrol(db, later.member);
    const again = enrollingOf({ ...later.member, principal: await asNow(db, later.member) });
    expect(await beginFirstPasskey(db, again, SITE, { password: PASSWORD })).toMatchObject({
      error: { kind: "factor_there" },
    });
    expect(await later.add(before)).toMatchObject({ error: { kind: "factor_there" } });
    expect(await begin()).toMatchObject({ error: { kind: "factor_there" } });
  });
});

test("whoever lost their passkeys has them ended with every factor, by an Owner, and signs in by password alone", async () => {
  const { account, member, device } = await keyed();
  const owner = await account.join("owner");
  expect(await resetFactor(db, await asNow(db, owner), member.id)).toEqual({ ok: true, value: null });
  expect(await findSession(db, member.sid, NOWHERE)).toBeNull();
  const shown = { ...device.get(await asVisitor(db)), csrfToken: VISITOR };
  expect(await signInWithPasskey(db, SITE, shown, elsewhere())).toEqual(refused);
  const answer = await signIn(db, { email: member.email, password: PASSWORD }, elsewhere());
  expect(answer).toMatchObject({ ok: true, value: { pending: false } });
});
