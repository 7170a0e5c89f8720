import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, passkeys, sessions } from "@/drizzle/schema";
import { beginEnrolment } from "@/lib/factors/begin-enrolment";
import { renewRecoveryCodes } from "@/lib/factors/change-own-factor";
import { passSecondFactor } from "@/lib/factors/pass-second-factor";
import { createGateway } from "@/lib/gateways/create-gateway";
import { changePassword } from "@/lib/members/change-password";
import { removeMember } from "@/lib/members/remove-member";
import type { Asked } from "@/lib/passkeys/challenge";
import { askForPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { asNow, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import type { Bent } from "@/lib/testing/authenticator";
import { testDatabase } from "@/lib/testing/database";
import { codeAt, enrol, enrollingOf } from "@/lib/testing/factors";
import { SITE, seedPasskey, sessionIdOf } from "@/lib/testing/passkeys";
import { givePassword, PASSWORD } from "@/lib/testing/password";
import { findWays } from "./find-ways";
import type { ProveAgainInput } from "./input";
import { proveAgain } from "./prove-again";

const { db } = await testDatabase();
const PLACE = { ip: null, userAgent: "", requestId: null };
const refused = (kind: string) => ({ ok: false, error: { kind } });
const NEEDED = refused("reauthentication_needed");
const nobodyElse = async () => (await seedAccount(db)).join("owner");

/** An Owner with the test's password, whose last proof is too old for great acts. */
async function anOwner() {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  await givePassword(db, owner);
  return { account, owner };
}
async function letProofAge(member: TestMember): Promise<void> {
  const longAgo = sql`now() - interval '16 minutes'`;
  await db
    .update(sessions)
    .set({ authenticatedAt: longAgo })
    .where(eq(sessions.id, sessionIdOf(member)));
}

const prove = (member: TestMember, input: ProveAgainInput, site: Parameters<typeof proveAgain>[3]["site"] = SITE) =>
  proveAgain(db, member.principal, input, { sessionId: sessionIdOf(member), site });
const byPassword = (member: TestMember, password = PASSWORD) => prove(member, { way: "password", password });
const byCode = (member: TestMember, code: string, kind: "totp" | "recovery" = "totp", password = PASSWORD) =>
  prove(member, { way: "password", password, proof: { kind, code } });

/** Nothing came of it: the session is as it was, no great act goes through, and nothing is told. */
async function nothingProven(member: TestMember): Promise<void> {
  const principal = await asNow(db, member);
  expect(await createGateway(db, principal, { name: "edge" })).toEqual(NEEDED);
  expect(await told(member)).toEqual([]);
}
const told = async (member: TestMember) =>
  (
    await db
      .select({ details: auditEntries.details })
      .from(auditEntries)
      .where(and(eq(auditEntries.memberId, member.id), eq(auditEntries.action, "proveAgain")))
      .orderBy(auditEntries.id)
  ).map(({ details }) => details);

/** The session goes on under an id that nobody knew before, is good for great acts, and the log says by which way. */
async function proven(member: TestMember, answer: Awaited<ReturnType<typeof prove>>, way: object): Promise<void> {
  if (!answer.ok) throw new Error(answer.error.kind);
  expect(await findSession(db, member.sid, NOWHERE)).toBeNull();
  Object.assign(member, { sid: answer.value.sid.reveal() });
  const principal = await asNow(db, member);
  expect(principal.actor).toMatchObject({ id: sessionIdOf(member) });
  expect(await createGateway(db, principal, { name: "edge" })).toMatchObject({ ok: true });
  expect((await told(member)).at(-1)).toEqual(way);
}

describe("a password", () => {
  test("makes the session good for great acts, under an id that nobody knew before; its longest end stays", async () => {
    const { owner } = await anOwner();
    await letProofAge(owner);
    const before = sql`now() - interval '23 hours'`;
    await db
      .update(sessions)
      .set({ createdAt: before })
      .where(eq(sessions.id, sessionIdOf(owner)));
    await proven(owner, await byPassword(owner), { method: "password" });
    expect((await findSession(db, owner.sid, NOWHERE))?.end.latestInMs).toBeLessThan(2 * 3_600_000);
  });

  test("that is wrong changes nothing, and the tries count like those of signing in", async () => {
    const { owner } = await anOwner();
    await letProofAge(owner);
    for (let i = 0; i < 5; i++) expect(await byPassword(owner, "not it")).toEqual(refused("wrong_password"));
    expect(await byPassword(owner)).toMatchObject(refused("too_many_tries"));
    expect(await signIn(db, { email: owner.email, password: PASSWORD }, PLACE)).toMatchObject(
      refused("too_many_tries"),
    );
    await nothingProven(owner);
  });

  test("is not looked at in a session that ended meanwhile, nor for a member who was removed", async () => {
    const { account, owner } = await anOwner();
    const ended = sql`now()`;
    const second = await account.join("owner");
    await givePassword(db, second);
    await removeMember(db, owner.principal, second.id);
    expect(await byPassword(second)).toEqual(refused("unauthenticated"));
    await db
      .update(sessions)
      .set({ endedAt: ended, endedWhy: "ended" })
      .where(eq(sessions.id, sessionIdOf(owner)));
    expect(await byPassword(owner)).toEqual(refused("unauthenticated"));
  });
});

describe("where the member has an authenticator app", () => {
  async function withApp() {
    const { account, owner } = await anOwner();
    const { key, codes } = await enrol(db, owner);
    await letProofAge(owner);
    return { account, owner, key, codes };
  }

  test("the password alone proves nothing, be it right or wrong, and is not counted", async () => {
    const { owner } = await withApp();
    for (let i = 0; i < 6; i++) expect(await byPassword(owner, "not it")).toEqual(refused("proof_too_little"));
    expect(await byPassword(owner)).toEqual(refused("proof_too_little"));
    await nothingProven(owner);
  });

  test("password and code together do, once: neither that code nor an older one is taken again, here or in signing in", async () => {
    const { owner, key } = await withApp();
    const code = await codeAt(db, key);
    await proven(owner, await byCode(owner, code), { method: "password", factor: "totp" });
    expect(await byCode(owner, code)).toEqual(refused("wrong_code"));
    const begun = await signIn(db, { email: owner.email, password: PASSWORD }, PLACE);
    if (!begun.ok) throw new Error(begun.error.kind);
    const { sid } = begun.value;
    expect(await passSecondFactor(db, sid.reveal(), { kind: "totp", code }, PLACE)).toEqual(refused("wrong_code"));
  });

  test("of the same code twice at one instant one is taken", async () => {
    const { owner, key } = await withApp();
    const code = await codeAt(db, key);
    const answers = await Promise.all([byCode(owner, code), byCode(owner, code)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("a code with a wrong password is not spent", async () => {
    const { owner, key } = await withApp();
    const code = await codeAt(db, key);
    expect(await byCode(owner, code, "totp", "not it")).toEqual(refused("wrong_password"));
    await proven(owner, await byCode(owner, code), { method: "password", factor: "totp" });
  });

  test("another member's code is none; wrong ones count as at the second step of signing in", async () => {
    const { owner } = await withApp();
    const other = await withApp();
    for (let i = 0; i < 5; i++) expect(await byCode(owner, await codeAt(db, other.key))).toEqual(refused("wrong_code"));
    expect(await byCode(owner, "000000")).toMatchObject(refused("too_many_tries"));
    const begun = await signIn(db, { email: owner.email, password: PASSWORD }, PLACE);
    if (!begun.ok) throw new Error(begun.error.kind);
    const step = await passSecondFactor(db, begun.value.sid.reveal(), { kind: "totp", code: "000000" }, PLACE);
    expect(step).toMatchObject(refused("too_many_tries"));
    await nothingProven(owner);
  });

  test("a recovery code goes with the password too, once, as in signing in", async () => {
    const { owner, codes } = await withApp();
    const [code = ""] = codes;
    expect(await byCode(owner, (await withApp()).codes[0] ?? "", "recovery")).toEqual(refused("wrong_code"));
    await proven(owner, await byCode(owner, code, "recovery"), { method: "password", factor: "recovery" });
    expect(await byCode(owner, code, "recovery")).toEqual(refused("wrong_code"));
  });

  test("a code where there is no app proves nothing", async () => {
    const { owner } = await anOwner();
    await letProofAge(owner);
    expect(await byCode(owner, "123456")).toEqual(refused("wrong_code"));
    await nothingProven(owner);
  });
});

describe("a passkey", () => {
  async function withPasskey() {
    const { account, owner } = await anOwner();
    const { device, id } = await seedPasskey(db, owner);
    await letProofAge(owner);
    const ask = (asked: Partial<Asked> = {}) =>
      askForPasskey(db, SITE, { purpose: "prove", of: sessionIdOf(owner), ...asked });
    const show = async (bent: Bent = {}, asked: Partial<Asked> = {}) =>
      prove(owner, { way: "passkey", assertion: device.get(await ask(asked), bent) });
    return { account, owner, device, id, ask, show };
  }
  const REFUSED = refused("passkey_refused");

  test.each<[string, Bent]>([
    ["on a device that was not unlocked", { flags: 0x01 }],
    ["of another site", { origin: "https://latchkey.example.evil.test" }],
    ["for a challenge of nobody's", { challenge: "A".repeat(72) }],
    ["with another member's name on it", { userHandle: Buffer.from("0".repeat(24)).toString("base64url") }],
  ])("%s proves nothing", async (_, bent) => {
    const { owner, show } = await withPasskey();
    expect(await show(bent)).toEqual(REFUSED);
    await nothingProven(owner);
  });

  test("for a challenge of another purpose or another session proves nothing", async () => {
    const { owner, show } = await withPasskey();
    const other = await withPasskey();
    for (const purpose of ["add", "sign_in", "second_factor", "prove_by_issuer"] as const)
      expect(await show({}, { purpose })).toEqual(REFUSED);
    expect(await show({}, { of: sessionIdOf(other.owner) })).toEqual(REFUSED);
    await nothingProven(owner);
  });

  test("of another member proves nothing, for either of them, and its device goes on", async () => {
    const { owner, ask } = await withPasskey();
    const other = await withPasskey();
    const assertion = other.device.get(await ask());
    expect(await prove(owner, { way: "passkey", assertion })).toEqual(REFUSED);
    await nothingProven(owner);
    await nothingProven(other.owner);
    await proven(other.owner, await other.show(), { factor: "passkey" });
  });

  test("counts alone, and once: shown again, or twice at one instant, it is refused", async () => {
    const { owner, device, ask, show } = await withPasskey();
    await proven(owner, await show(), { factor: "passkey" });
    const assertion = device.get(await ask());
    const twice = await Promise.all([1, 2].map(() => prove(owner, { way: "passkey", assertion })));
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await prove(owner, { way: "passkey", assertion })).toEqual(REFUSED);
  });

  test("whose counter stands still is refused and told as one that may be a copy", async () => {
    const { owner, show } = await withPasskey();
    await proven(owner, await show({ counter: 7 }), { factor: "passkey" });
    expect(await show({ counter: 7 })).toEqual(REFUSED);
    const copies = and(eq(auditEntries.memberId, owner.id), eq(auditEntries.action, "refusePasskey"));
    expect(await db.$count(auditEntries, copies)).toBe(1);
  });

  test("that was removed, of a removed member, or where none work proves nothing", async () => {
    const { owner, id, show, ask, device } = await withPasskey();
    const shown = device.get(await ask());
    expect(await prove(owner, { way: "passkey", assertion: shown }, { why: "no_address" })).toEqual(
      refused("no_passkeys_here"),
    );
    await db.delete(passkeys).where(eq(passkeys.id, id));
    expect(await show()).toEqual(REFUSED);
    const gone = await withPasskey();
    const second = await gone.account.join("owner");
    await removeMember(db, second.principal, gone.owner.id);
    expect(await gone.show()).toEqual(REFUSED);
  });

  test("is throttled as in signing in, by passkey", async () => {
    const { owner, show } = await withPasskey();
    for (let i = 0; i < 5; i++) expect(await show({ flags: 0x01 })).toEqual(REFUSED);
    expect(await show()).toMatchObject(refused("too_many_tries"));
    await nothingProven(owner);
  });

  test("makes the password alone prove nothing, which does not sign in either", async () => {
    const { owner } = await withPasskey();
    expect(await byPassword(owner)).toEqual(refused("proof_too_little"));
    await nothingProven(owner);
  });
});

describe("what takes less than signing in does", () => {
  const next = "seven quiet otters drum";
  const sinceProof = async (member: TestMember) => {
    const principal = await asNow(db, member);
    return principal.actor.kind === "session" ? principal.actor.provenAgo : 0;
  };

  test("is no proof: a code alone makes new recovery codes, and great acts ask still", async () => {
    const { owner } = await anOwner();
    const { key } = await enrol(db, owner);
    await letProofAge(owner);
    const proof = { kind: "totp", code: await codeAt(db, key) } as const;
    const renewed = await renewRecoveryCodes(db, await asNow(db, owner), { proof }, sessionIdOf(owner));
    if (!renewed.ok) throw new Error(renewed.error.kind);
    Object.assign(owner, { sid: renewed.value.sid.reveal() });
    await nothingProven(owner);
  });

  test("gives nobody with a second factor a new password, or another factor: that takes a late proof", async () => {
    for (const factor of ["app", "passkey"]) {
      const { owner } = await anOwner();
      await (factor === "app" ? enrol(db, owner) : seedPasskey(db, owner));
      await letProofAge(owner);
      const session = sessionIdOf(owner);
      expect(await changePassword(db, owner.principal, { current: PASSWORD, next }, session)).toEqual(NEEDED);
      if (factor === "passkey")
        expect(await beginEnrolment(db, enrollingOf(owner), { password: PASSWORD })).toEqual(NEEDED);
      await nothingProven(owner);
    }
  });

  test("a new password and an app are a proof for whoever had a password alone, and for nobody else", async () => {
    const { owner } = await anOwner();
    await letProofAge(owner);
    const changed = await changePassword(db, owner.principal, { current: PASSWORD, next }, sessionIdOf(owner));
    if (!changed.ok) throw new Error(changed.error.kind);
    Object.assign(owner, { sid: changed.value.sid.reveal() });
    expect(await sinceProof(owner)).toBeLessThan(60_000);
    const guarded = (await anOwner()).owner;
    await seedPasskey(db, guarded);
    const tenAgo = sql`now() - interval '10 minutes'`;
    await db
      .update(sessions)
      .set({ authenticatedAt: tenAgo })
      .where(eq(sessions.id, sessionIdOf(guarded)));
    await enrol(db, guarded);
    const again = await changePassword(db, guarded.principal, { current: PASSWORD, next }, sessionIdOf(guarded));
    if (!again.ok) throw new Error(again.error.kind);
    Object.assign(guarded, { sid: again.value.sid.reveal() });
    expect(await sinceProof(guarded)).toBeGreaterThan(9 * 60_000);
  });
});

describe("the ways that a member is offered", () => {
  const OIDC = { issuer: "https://login.example.com", name: "Acme ID" };
  const ways = async (member: TestMember, more: Partial<Parameters<typeof findWays>[2]> = {}) =>
    findWays(db, member.principal, { site: SITE, oidc: OIDC, ...more });
  const value = (more: object) => ({
    ok: true,
    value: { password: true, codes: [], passkey: false, issuer: null, ...more },
  });

  test("are their password alone, where they have nothing else", async () => {
    expect(await ways(await nobodyElse())).toEqual(value({}));
  });

  test("are password and code with an app, and password and app's code alone once no recovery code is left", async () => {
    const { owner } = await anOwner();
    const { codes } = await enrol(db, owner);
    expect(await ways(owner)).toEqual(value({ codes: ["totp", "recovery"] }));
    for (const code of codes) {
      const answer = await byCode(owner, code, "recovery");
      expect(answer.ok).toBe(true);
    }
    expect(await ways(owner)).toEqual(value({ codes: ["totp"] }));
  });

  test("are the passkey without the password where it is the only factor, and none where passkeys do not work", async () => {
    const { owner } = await anOwner();
    await seedPasskey(db, owner);
    expect(await ways(owner)).toEqual(value({ password: false, passkey: true }));
    expect(await ways(owner, { site: { why: "no_address" } })).toEqual(value({ password: false }));
  });

  test("are nobody else's", async () => {
    const { account, owner } = await anOwner();
    await enrol(db, owner);
    await seedPasskey(db, owner);
    expect(await ways(await account.join("owner"))).toEqual(value({}));
    expect(await ways({ ...owner, principal: { ...owner.principal, accountId: "0".repeat(24) } })).toEqual(
      refused("unauthenticated"),
    );
  });
});
