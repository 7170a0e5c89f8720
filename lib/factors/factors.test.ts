import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, memberTotp, recoveryCodes, sessions } from "@/drizzle/schema";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { factorReach, readFactorRule, saveFactorRule } from "@/lib/settings/factor-rule";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { codeAt, enrol, enrollingOf } from "@/lib/testing/factors";
import { seedPasskey } from "@/lib/testing/passkeys";
import { givePassword, PASSWORD } from "@/lib/testing/password";
import { beginEnrolment } from "./begin-enrolment";
import { beginReplacement, removeFactor, renewRecoveryCodes } from "./change-own-factor";
import { confirmEnrolment } from "./confirm-enrolment";
import { findEnrolling } from "./find-enrolling";
import { findWaiting } from "./find-waiting";
import type { Code } from "./input";
import { readFactor } from "./read-factor";

const { db } = await testDatabase();
const { call } = testApi(db);

const PLACE = { ip: null, userAgent: "", requestId: null };
const refused = (kind: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ kind }) });

async function people() {
  const account = await seedAccount(db);
  const [owner, admin, writer] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("writer"),
  ];
  for (const member of [owner, admin, writer]) await givePassword(db, member);
  return { account, owner, admin, writer };
}

const idOf = ({ actor }: TestMember["principal"]) => (actor.kind === "session" ? actor.id : "");
const pendingOf = async ({ email }: TestMember) => {
  const answer = await signIn(db, { email, password: PASSWORD }, PLACE);
  return answer.ok ? answer.value.pending : answer.error.kind;
};
const told = (accountId: string, action: string) =>
  and(eq(auditEntries.accountId, accountId), eq(auditEntries.action, action));
const signedIn = async ({ email }: TestMember) => {
  const answer = await signIn(db, { email, password: PASSWORD }, PLACE);
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.value.sid.reveal();
};
const require = (member: TestMember, required: boolean) =>
  saveFactorRule(db, member.principal, { seen: { required: !required }, asked: { required } });

describe("setting up", () => {
  test("takes the password, and is nothing before the first code: a key alone asks for no factor", async () => {
    const { writer } = await people();
    expect(await beginEnrolment(db, enrollingOf(writer), { password: "not it at all" })).toEqual(
      refused("wrong_password"),
    );
    expect(await db.$count(memberTotp, eq(memberTotp.memberId, writer.id))).toBe(0);
    const begun = await beginEnrolment(db, enrollingOf(writer), { password: PASSWORD });
    expect(begun.ok).toBe(true);
    expect(await confirmEnrolment(db, enrollingOf(writer), { code: "000 00" })).toEqual(refused("wrong_code"));
    expect(await pendingOf(writer)).toBe(false);
    expect(await readFactor(db, writer.principal)).toEqual({ since: null, recoveryCodes: 0 });
  });

  test("begun again makes another key; a code of the first is of no use", async () => {
    const { writer } = await people();
    const first = await beginEnrolment(db, enrollingOf(writer), { password: PASSWORD });
    const second = await beginEnrolment(db, enrollingOf(writer), { password: PASSWORD });
    if (!first.ok || !second.ok) throw new Error("refused");
    const confirm = async (key: string) => confirmEnrolment(db, enrollingOf(writer), { code: await codeAt(db, key) });
    expect(await confirm(first.value.key.reveal())).toEqual(refused("wrong_code"));
    expect((await confirm(second.value.key.reveal())).ok).toBe(true);
    expect(await confirm(second.value.key.reveal())).toEqual(refused("wrong_code"));
    expect(await beginEnrolment(db, { ...enrollingOf(writer) }, { password: PASSWORD })).toEqual(
      refused("factor_there"),
    );
  });

  test("ends every other session, and this one goes on under a new id; the key and the codes are stored nowhere in the clear", async () => {
    const { writer } = await people();
    const [other, old] = [await signedIn(writer), writer.sid];
    const { key, codes, sid } = await enrol(db, writer);
    expect(await findSession(db, other, NOWHERE)).toBeNull();
    expect(await findSession(db, old, NOWHERE)).toBeNull();
    expect(await findSession(db, sid, NOWHERE)).not.toBeNull();
    const [ended] = await db.select().from(sessions).where(eq(sessions.endedWhy, "factor_changed"));
    expect(ended).toBeDefined();
    const stored = JSON.stringify([await db.select().from(memberTotp), await db.select().from(recoveryCodes)]);
    const entries = JSON.stringify(await db.select().from(auditEntries));
    for (const secret of [key, key.replaceAll(" ", ""), ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
      expect([stored.includes(secret), entries.includes(secret)]).toEqual([false, false]);
  });
});

describe("changing one's own", () => {
  test("takes a fresh code: none, a used one and another member's change nothing", async () => {
    const { writer, admin } = await people();
    await enrol(db, writer);
    const theirs = await enrol(db, admin);
    const present = await asNow(db, writer);
    const proofs = [
      { kind: "totp", code: "" },
      { kind: "totp", code: await codeAt(db, theirs.key) },
      { kind: "recovery", code: theirs.codes[0] ?? "" },
    ] as const;
    for (const proof of proofs) {
      expect(await removeFactor(db, present, { proof }, idOf(present))).toEqual(refused("wrong_code"));
    }
    expect(await readFactor(db, present)).toMatchObject({ recoveryCodes: 10 });
    expect(await pendingOf(writer)).toBe(true);
  });

  test("five wrong codes are free, then each waits", async () => {
    const { writer } = await people();
    await enrol(db, writer);
    const present = await asNow(db, writer);
    const remove = (code: string) => removeFactor(db, present, { proof: { kind: "recovery", code } }, idOf(present));
    for (let i = 0; i < 5; i++) expect(await remove("x")).toEqual(refused("wrong_code"));
    expect(await remove("x")).toEqual(refused("too_many_tries"));
  });

  test("new recovery codes end the old ones; removing ends the app and the codes, and the password alone signs in", async () => {
    const { writer } = await people();
    const { key, codes } = await enrol(db, writer);
    const present = await asNow(db, writer);
    const proof = { kind: "totp", code: await codeAt(db, key) } as const;
    const renewed = await renewRecoveryCodes(db, present, { proof }, idOf(present));
    if (!renewed.ok) throw new Error(renewed.error.kind);
    const now = await asNow(db, { ...writer, sid: renewed.value.sid.reveal() });
    const by = (code: string) => removeFactor(db, now, { proof: { kind: "recovery", code } }, idOf(now));
    expect(await by(codes[0] ?? "")).toEqual(refused("wrong_code"));
    const removed = await by(renewed.value.codes[0]?.reveal() ?? "");
    if (!removed.ok) throw new Error(removed.error.kind);
    expect(await findSession(db, renewed.value.sid.reveal(), NOWHERE)).toBeNull();
    expect(await findSession(db, removed.value.sid.reveal(), NOWHERE)).not.toBeNull();
    expect(await db.$count(recoveryCodes, eq(recoveryCodes.memberId, writer.id))).toBe(0);
    expect(await pendingOf(writer)).toBe(false);
  });
});

describe("where the account requires one", () => {
  test("only whoever may and has one themselves requires it", async () => {
    const { account, owner, admin, writer } = await people();
    expect(await require(writer, true)).toEqual(refused("forbidden"));
    expect(await require(admin, true)).toEqual(refused("factor_needed"));
    expect(await readFactorRule(db, account.id)).toEqual({ required: false });
    await enrol(db, owner);
    expect(await factorReach(db, owner.principal)).toEqual({ ok: true, value: { members: 3, without: 2, own: true } });
    expect(await factorReach(db, writer.principal)).toEqual(refused("forbidden"));
    expect(await require(owner, true)).toEqual({ ok: true, value: { required: true } });
    expect(await readFactorRule(db, account.id)).toEqual({ required: true });
    expect(await require(owner, false)).toEqual({ ok: true, value: { required: false } });
  });

  test("a session of a member without one is at once good for nothing but setting one up; then it opens again. Tokens go on", async () => {
    const { owner, writer } = await people();
    const token = await issue(db, writer);
    await enrol(db, owner);
    expect((await require(owner, true)).ok).toBe(true);
    for (const sid of [writer.sid, await signedIn(writer)]) {
      expect(await findSession(db, sid, NOWHERE)).toBeNull();
      expect(await findEnrolling(db, sid, NOWHERE)).toMatchObject({ memberId: writer.id, has: false });
    }
    expect(await renewRecoveryCodes(db, writer.principal, { proof: { kind: "totp", code: "000000" } }, "")).toEqual(
      refused("unauthenticated"),
    );
    expect((await call(token.secret, "GET", "/caller-identity")).status).toBe(200);
    expect(await findSession(db, owner.sid, NOWHERE)).not.toBeNull();
    const { sid } = await enrol(db, writer);
    expect(await findSession(db, sid, NOWHERE)).not.toBeNull();
  });

  test("nobody removes their last factor, and the code that was shown counts on; beside a passkey the app goes", async () => {
    const { account, owner } = await people();
    const { codes } = await enrol(db, owner);
    await require(owner, true);
    const remove = async () => {
      const present = await asNow(db, owner);
      const proof = { kind: "recovery", code: codes[0] ?? "" } as const;
      return removeFactor(db, present, { proof }, idOf(present));
    };
    for (let i = 0; i < 7; i++) expect(await remove()).toEqual(refused("last_factor"));
    expect(await readFactor(db, owner.principal)).toMatchObject({ since: expect.any(Number), recoveryCodes: 10 });
    expect(await db.$count(auditEntries, told(account.id, "removeSecondFactor"))).toBe(0);
    Object.assign(owner, { principal: await asNow(db, owner) });
    await seedPasskey(db, owner);
    expect(await remove()).toMatchObject({ ok: true });
    expect(await readFactor(db, owner.principal)).toEqual({ since: null, recoveryCodes: 0 });
  });

  test("nobody makes the rule while they give up their own factor: of both at once one is refused", async () => {
    const { owner } = await people();
    const { codes } = await enrol(db, owner);
    for (const code of codes.slice(0, 3)) {
      const present = await asNow(db, owner);
      const proof = { kind: "recovery", code } as const;
      const answers = await Promise.all([require(owner, true), removeFactor(db, present, { proof }, idOf(present))]);
      const kinds = answers.map((answer) => (answer.ok ? "done" : answer.error.kind));
      expect([
        ["done", "last_factor"],
        ["factor_needed", "done"],
      ]).toContainEqual(kinds);
      if (kinds[1] === "done") break;
      await require(owner, false);
    }
  });
});

describe("replacing one's app", () => {
  const begin = async (member: TestMember, proof: Code) => beginReplacement(db, await asNow(db, member), { proof });
  const confirm = async (member: TestMember, code: string) => {
    const { accountId, actor } = await asNow(db, member);
    const enrolling = { ...enrollingOf(member), accountId, sessionId: actor.kind === "session" ? actor.id : "" };
    return confirmEnrolment(db, enrolling, { code });
  };
  const wrong = { kind: "recovery", code: "x" } as const;

  test("takes a fresh code, of an app that is there: a wrong one gives out no key, and a passkey alone has nothing to replace", async () => {
    const { writer, admin } = await people();
    await enrol(db, writer);
    expect(await begin(writer, wrong)).toEqual(refused("wrong_code"));
    expect(await confirm(writer, "000000")).toEqual(refused("wrong_code"));
    await seedPasskey(db, admin);
    expect(await begin(admin, wrong)).toEqual(refused("wrong_code"));
  });

  test("leaves the old app as it is before the first code of the new one; then that one alone counts, with new recovery codes, and the other sessions end", async () => {
    const { account, owner, writer } = await people();
    await enrol(db, owner);
    const old = await enrol(db, writer);
    await require(owner, true);
    const other = await signedIn(writer);
    const begun = await begin(writer, { kind: "totp", code: await codeAt(db, old.key) });
    if (!begun.ok) throw new Error(begun.error.kind);
    const key = begun.value.key.reveal();
    expect(await pendingOf(writer)).toBe(true);
    const recovered = await begin(writer, { kind: "recovery", code: old.codes[0] ?? "" });
    if (!recovered.ok) throw new Error(recovered.error.kind);
    const last = recovered.value.key.reveal();
    for (const stale of [await codeAt(db, key), await codeAt(db, old.key)])
      expect(await confirm(writer, stale)).toEqual(refused("wrong_code"));
    const done = await confirm(writer, await codeAt(db, last));
    if (!done.ok) throw new Error(done.error.kind);
    expect(done.value.codes).toHaveLength(10);
    expect(await findSession(db, writer.sid, NOWHERE)).toBeNull();
    expect(await findWaiting(db, other)).toBeNull();
    Object.assign(writer, { sid: done.value.sid.reveal() });
    for (const proof of [
      { kind: "totp", code: await codeAt(db, old.key, 1) },
      { kind: "recovery", code: old.codes[1] ?? "" },
      { kind: "totp", code: await codeAt(db, last) }, // it confirmed the app, and counts once
    ] as const)
      expect(await begin(writer, proof)).toEqual(refused("wrong_code"));
    expect(await begin(writer, { kind: "totp", code: await codeAt(db, last, 1) })).toMatchObject({ ok: true });
    expect(await db.$count(auditEntries, told(account.id, "replaceSecondFactor"))).toBe(1);
    const stored = JSON.stringify(await db.select().from(memberTotp));
    for (const secret of [key, last]) expect(stored).not.toContain(secret.replaceAll(" ", ""));
  });

  test("confirmed twice at once is done once", async () => {
    const { writer } = await people();
    const { codes } = await enrol(db, writer);
    const begun = await begin(writer, { kind: "recovery", code: codes[0] ?? "" });
    if (!begun.ok) throw new Error(begun.error.kind);
    const code = await codeAt(db, begun.value.key.reveal());
    const both = await Promise.all([confirm(writer, code), confirm(writer, code)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
