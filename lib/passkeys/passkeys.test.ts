import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, members, passkeyChallenges, passkeys, sessions, signInThrottles } from "@/drizzle/schema";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { asNow, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { Authenticator, type Bent } from "@/lib/testing/authenticator";
import { testDatabase } from "@/lib/testing/database";
import { asVisitor, SITE, seedPasskey, sessionIdOf, VISITOR } from "@/lib/testing/passkeys";
import { givePassword } from "@/lib/testing/password";
import { addPasskey } from "./add-passkey";
import { beginPasskey } from "./begin-passkey";
import { challengeOf, newChallenge, takeChallenge } from "./challenge";
import type { Assertion } from "./input";
import { PASSKEYS_MAX } from "./limits";
import { listPasskeys } from "./list-passkeys";
import { removePasskey } from "./remove-passkey";
import { renamePasskey } from "./rename-passkey";
import { signInWithPasskey } from "./sign-in-with-passkey";
import { passkeySite } from "./site";

const { db } = await testDatabase();
const refused = { ok: false, error: { kind: "passkey_refused" } };
const notFound = { ok: false, error: { kind: "not_found", what: "passkey" } };
const proveFirst = { ok: false, error: { kind: "reauthentication_needed" } };

let nextNetwork = 1;
const elsewhere = () => ({ ip: `203.0.${nextNetwork++}.1`, userAgent: "test", requestId: "r1" });
const person = async () => (await seedAccount(db)).join("reader");
const show = (assertion: Assertion, csrfToken = VISITOR) =>
  signInWithPasskey(db, SITE, { ...assertion, csrfToken }, elsewhere());
const told = async ({ id }: Pick<TestMember, "id">) =>
  (await db.select().from(auditEntries).where(eq(auditEntries.memberId, id)).orderBy(auditEntries.id)).map(
    ({ action }) => action,
  );
const minutesAgo = (minutes: number) => sql`now() - make_interval(mins => ${minutes})`;
const letProofAge = (member: TestMember, minutes = 16) =>
  db
    .update(sessions)
    .set({ authenticatedAt: minutesAgo(minutes) })
    .where(eq(sessions.id, sessionIdOf(member)));

describe("signing in with a passkey", () => {
  test("begins a session without a password, and the log says how", async () => {
    const member = await person();
    const { device } = await seedPasskey(db, member);
    const answer = await show(device.get(await asVisitor(db)));
    if (!answer.ok) throw new Error(answer.error.kind);
    expect(await findSession(db, answer.value.sid.reveal(), NOWHERE)).toMatchObject({
      viewer: { memberId: member.id },
    });
    const entries = await db
      .select({ actorKind: auditEntries.actorKind, details: auditEntries.details })
      .from(auditEntries)
      .where(and(eq(auditEntries.memberId, member.id), eq(auditEntries.action, "signIn")));
    expect(entries).toEqual([{ actorKind: "visitor", details: { factor: "passkey" } }]);
    expect((await listPasskeys(db, member.principal))[0]?.lastUsedAt).not.toBeNull();
  });

  const stranger = new Authenticator(SITE.origin);
  test.each<[string, Bent]>([
    ["an unknown passkey", { id: stranger.id }],
    ["a signature by another key", { signedBy: stranger.privateKey }],
    ["another site's origin", { origin: "https://latchkey.example.evil.test" }],
    ["our origin over http", { origin: "http://latchkey.example" }],
    ["another site's id", { rpId: "evil.test" }],
    ["a challenge of nobody's", { challenge: "A".repeat(72) }],
    ["a challenge that is none", { challenge: "" }],
    ["the answer of a registration", { type: "webauthn.create" }],
    ["a device that was not unlocked", { flags: 0x01 }],
    ["a device that nobody touched", { flags: 0x04 }],
    ["another member's name on it", { userHandle: Buffer.from("0".repeat(24)).toString("base64url") }],
    ["nobody's name on it", { userHandle: null }],
  ])("%s is refused like all else, and begins nothing", async (_, bent) => {
    const member = await person();
    const { device } = await seedPasskey(db, member);
    expect(await show(device.get(await asVisitor(db), bent))).toEqual(refused);
    expect(await told(member)).toEqual(["addPasskey"]);
  });

  test("what was signed cannot be sent with other words around it", async () => {
    const { device } = await seedPasskey(db, await person());
    const [one, other] = [device.get(await asVisitor(db)), device.get(await asVisitor(db))];
    expect(await show({ ...one, clientDataJSON: other.clientDataJSON })).toEqual(refused);
    expect(await show({ ...one, authenticatorData: other.authenticatorData })).toEqual(refused);
  });

  test("an answer counts once: again, or twice at the same instant, it is refused", async () => {
    const { device } = await seedPasskey(db, await person(), { counts: false });
    const once = device.get(await asVisitor(db));
    expect(await show(once)).toMatchObject({ ok: true });
    expect(await show(once)).toEqual(refused);
    const twice = device.get(await asVisitor(db));
    const answers = await Promise.all([show(twice), show(twice), show(twice)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("a challenge that was answered wrongly is taken too", async () => {
    const { device } = await seedPasskey(db, await person());
    const asked = await asVisitor(db);
    expect(await show(device.get(asked, { signedBy: stranger.privateKey }))).toEqual(refused);
    expect(await show(device.get(asked))).toEqual(refused);
  });

  test("an answer counts in the browser that was asked, and for what it was asked", async () => {
    const member = await person();
    const { device } = await seedPasskey(db, member);
    expect(await show(device.get(await asVisitor(db)), "d".repeat(64))).toEqual(refused);
    const challenge = await newChallenge(db, { purpose: "second_factor", of: VISITOR });
    expect(await show(device.get({ challenge, rpId: SITE.rpId }))).toEqual(refused);
  });

  test("a removed passkey, and a removed member's, are refused", async () => {
    const member = await person();
    const { device, id } = await seedPasskey(db, member);
    const other = await seedPasskey(db, member, { name: "phone" });
    expect(await removePasskey(db, member.principal, { id }, sessionIdOf(member))).toMatchObject({
      ok: true,
    });
    expect(await show(device.get(await asVisitor(db)))).toEqual(refused);
    await db.update(members).set({ removedAt: sql`now()` }).where(eq(members.id, member.id));
    expect(await show(other.device.get(await asVisitor(db)))).toEqual(refused);
  });

  test("a counter that stands still or goes back is refused and told, and the true device goes on", async () => {
    const member = await person();
    const { device } = await seedPasskey(db, member);
    expect(await show(device.get(await asVisitor(db), { counter: 9 }))).toMatchObject({ ok: true });
    expect(await show(device.get(await asVisitor(db), { counter: 9 }))).toEqual(refused);
    expect(await show(device.get(await asVisitor(db), { counter: 0 }))).toEqual(refused);
    expect(await show(device.get(await asVisitor(db), { counter: 10 }))).toMatchObject({ ok: true });
    expect(await told(member)).toEqual(["addPasskey", "signIn", "refusePasskey", "refusePasskey", "signIn"]);
    const [entry] = await db.select().from(auditEntries).where(eq(auditEntries.action, "refusePasskey"));
    expect(entry).toMatchObject({ targetName: "laptop", details: { counter: { last: 9, shown: 9 } }, requestId: "r1" });
  });

  test("whoever has no key cannot make the log speak of a copy", async () => {
    const member = await person();
    const { device } = await seedPasskey(db, member);
    expect(await show(device.get(await asVisitor(db)))).toMatchObject({ ok: true });
    await show(device.get(await asVisitor(db), { counter: 1, signedBy: stranger.privateKey }));
    expect(await told(member)).toEqual(["addPasskey", "signIn"]);
  });

  test("tries are throttled like passwords: by passkey, and by network whatever the passkey", async () => {
    const { device } = await seedPasskey(db, await person());
    const bad = async () => show(device.get(await asVisitor(db), { signedBy: stranger.privateKey }));
    for (let i = 0; i < 5; i++) expect(await bad()).toEqual(refused);
    expect(await show(device.get(await asVisitor(db)))).toMatchObject({ error: { kind: "too_many_tries" } });
    await db.update(signInThrottles).set({ blockedUntil: sql`now() - interval '1 second'` });
    expect(await show(device.get(await asVisitor(db)))).toMatchObject({ ok: true });

    const place = elsewhere();
    const guess = async () => {
      const assertion = { ...device.get(await asVisitor(db)), id: new Authenticator(SITE.origin).id };
      return signInWithPasskey(db, SITE, { ...assertion, csrfToken: VISITOR }, place);
    };
    for (let i = 0; i < 30; i++) expect(await guess()).toEqual(refused);
    expect(await guess()).toMatchObject({ error: { kind: "too_many_tries" } });
  });

  test("a device that never counts is taken every time", async () => {
    const { device } = await seedPasskey(db, await person(), { counts: false });
    for (let i = 0; i < 3; i++) expect(await show(device.get(await asVisitor(db)))).toMatchObject({ ok: true });
  });
});

describe("a challenge", () => {
  const asked = { purpose: "sign_in", of: VISITOR } as const;

  test("is dead after five minutes by the database's clock", async () => {
    const client = await newChallenge(db, asked);
    const aged = (minutes: number) => challengeOf(Date.now() - minutes * 60_000, asked);
    expect(await takeChallenge(db, client, asked)).toBe(true);
    expect(await takeChallenge(db, aged(4), asked)).toBe(true);
    expect(await takeChallenge(db, aged(6), asked)).toBe(false);
  });

  test("that is asked for and not answered is kept nowhere, and those that were are not kept for ever", async () => {
    await db.delete(passkeyChallenges);
    for (let i = 0; i < 20; i++) await newChallenge(db, asked);
    expect(await db.$count(passkeyChallenges)).toBe(0);
    await takeChallenge(db, await newChallenge(db, asked), asked);
    await db.update(passkeyChallenges).set({ answeredAt: minutesAgo(11) });
    await takeChallenge(db, await newChallenge(db, asked), asked);
    expect(await db.$count(passkeyChallenges)).toBe(1);
  });

  test("that anybody changed is none of ours", async () => {
    const challenge = await newChallenge(db, asked);
    const bytes = Buffer.from(challenge, "base64url");
    for (const at of [0, 20, 53]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await takeChallenge(db, changed.toString("base64url"), asked)).toBe(false);
    }
    for (const other of [`${challenge}=`, `${challenge}A`, challenge.slice(1), ""]) {
      expect(await takeChallenge(db, other, asked)).toBe(false);
    }
    expect(await takeChallenge(db, challenge, asked)).toBe(true);
  });
});

describe("adding a passkey", () => {
  const begin = async (member: TestMember) => {
    const begun = await beginPasskey(db, member.principal, SITE, sessionIdOf(member));
    if (!begun.ok) throw new Error(begun.error.kind);
    return begun.value;
  };
  const add = (member: TestMember, attestation: ReturnType<Authenticator["create"]>, session = sessionIdOf(member)) =>
    addPasskey(db, member.principal, SITE, { name: "key", attestation }, session);

  test("takes a late proof of who is there; without it there is nothing to answer", async () => {
    const member = await person();
    await letProofAge(member);
    expect(await beginPasskey(db, await asNow(db, member), SITE, sessionIdOf(member))).toEqual(proveFirst);
  });

  test("asks for a device that finds it by itself and is unlocked for each use, and for no word of its maker", async () => {
    const member = await person();
    const { device } = await seedPasskey(db, member);
    expect(await begin(member)).toMatchObject({
      rp: { id: SITE.rpId },
      user: { name: member.email },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [{ id: device.id }],
    });
  });

  test.each<[string, Bent]>([
    ["another site's origin", { origin: "https://evil.test" }],
    ["another site's id", { rpId: "evil.test" }],
    ["a challenge of nobody's", { challenge: "A".repeat(72) }],
    ["the answer of a sign-in", { type: "webauthn.get" }],
    ["a device that was not unlocked", { flags: 0x01 }],
    ["another id than the one that it made", { id: "AAAA" }],
    ["a maker's statement", { fmt: "android-safetynet" }],
    ["a statement with nothing in it", { fmt: "packed" }],
  ])("%s is refused, and nothing is kept", async (_, bent) => {
    const member = await person();
    expect(await add(member, new Authenticator(SITE.origin).create(await begin(member), bent))).toEqual(refused);
    expect(await listPasskeys(db, member.principal)).toEqual([]);
  });

  test("what is no attestation at all is refused", async () => {
    const member = await person();
    const made = new Authenticator(SITE.origin).create(await begin(member));
    expect(await add(member, { ...made, attestationObject: "AAAA" })).toEqual(refused);
  });

  test("an answer counts once, and in the session that asked", async () => {
    const [member, other] = [await person(), await person()];
    const device = new Authenticator(SITE.origin);
    expect(await add(other, device.create(await begin(member)))).toEqual(refused);
    const made = device.create(await begin(member));
    expect(await add(member, made)).toMatchObject({ ok: true });
    expect(await add(member, made)).toEqual(refused);
  });

  test("a passkey that somebody has already is nobody else's", async () => {
    const [member, other] = [await person(), await person()];
    const { device } = await seedPasskey(db, member);
    expect(await add(other, device.create(await begin(other)))).toEqual(refused);
  });

  test("ends the member's other sessions, gives this one a new id, and is told", async () => {
    const member = await person();
    const before = member.sid;
    const password = await givePassword(db, member);
    const second = await signIn(db, { email: member.email, password }, elsewhere());
    if (!second.ok) throw new Error(second.error.kind);
    await seedPasskey(db, member, { name: "phone" });
    expect(await findSession(db, second.value.sid.reveal(), NOWHERE)).toBeNull();
    expect(await findSession(db, before, NOWHERE)).toBeNull();
    expect(await findSession(db, member.sid, NOWHERE)).not.toBeNull();
    expect((await told(member)).at(-1)).toBe("addPasskey");
    expect(await listPasskeys(db, member.principal)).toMatchObject([{ name: "phone", lastUsedAt: null }]);
  });

  test(`there are ${PASSKEYS_MAX} at most, also when two are added at once`, async () => {
    const member = await person();
    const { id } = await seedPasskey(db, member);
    const { accountId } = member.principal;
    const more = Array.from({ length: PASSKEYS_MAX - 2 }, (_, at) => `${id.slice(0, 20)}${1000 + at}`);
    const row = { accountId, memberId: member.id, publicKey: Buffer.from("k"), counter: 0, name: "key" };
    await db
      .insert(passkeys)
      .values(more.map((id) => ({ ...row, id, credentialId: id, transports: [], backedUp: false })));
    const made = [await begin(member), await begin(member)].map((asked) =>
      new Authenticator(SITE.origin).create(asked),
    );
    const answers = await Promise.all(made.map((each) => add(member, each)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { kind: "invalid_input" } });
    expect(await beginPasskey(db, member.principal, SITE, sessionIdOf(member))).toMatchObject({
      error: { kind: "invalid_input" },
    });
  });
});

describe("one's own passkeys", () => {
  test("are nobody else's to rename or to remove", async () => {
    const account = await seedAccount(db);
    const [member, owner] = [await account.join("reader"), await account.join("owner")];
    const { id } = await seedPasskey(db, member);
    expect(await renamePasskey(db, owner.principal, { id, name: "mine" })).toEqual(notFound);
    expect(await removePasskey(db, owner.principal, { id }, sessionIdOf(owner))).toEqual(notFound);
    expect(await listPasskeys(db, owner.principal)).toEqual([]);
    expect(await listPasskeys(db, member.principal)).toMatchObject([{ id, name: "laptop" }]);
  });

  test("are removed by whoever proved lately who they are; the other sessions end, and it is told", async () => {
    const member = await person();
    const { id } = await seedPasskey(db, member);
    const password = await givePassword(db, member);
    const second = await signIn(db, { email: member.email, password }, elsewhere());
    const session = sessionIdOf(member);
    await letProofAge(member);
    expect(await removePasskey(db, member.principal, { id }, session)).toEqual(proveFirst);
    await letProofAge(member, 14);
    const before = member.sid;
    const removed = await removePasskey(db, member.principal, { id }, session);
    if (!removed.ok) throw new Error(removed.error.kind);
    expect(await findSession(db, before, NOWHERE)).toBeNull();
    expect(await findSession(db, removed.value.sid.reveal(), NOWHERE)).not.toBeNull();
    expect(second.ok && (await findSession(db, second.value.sid.reveal(), NOWHERE))).toBeNull();
    expect((await told(member)).at(-1)).toBe("removePasskey");
    expect(await removePasskey(db, member.principal, { id }, session)).toEqual(notFound);
  });

  test("get another name, which is told; the same name again is no change", async () => {
    const member = await person();
    const { id } = await seedPasskey(db, member);
    expect(await renamePasskey(db, member.principal, { id, name: "old laptop" })).toMatchObject({ ok: true });
    expect(await renamePasskey(db, member.principal, { id, name: "old laptop" })).toMatchObject({ ok: true });
    expect(await told(member)).toEqual(["addPasskey", "renamePasskey"]);
  });
});

describe("where passkeys work", () => {
  const at = (publicOrigin: string | undefined, host = "127.0.0.1") => passkeySite({ publicOrigin, host, port: 3000 });

  test.each([
    ["https://latchkey.example.com", "latchkey.example.com"],
    ["https://latchkey.example.com:8443", "latchkey.example.com"],
    ["http://localhost:3000", "localhost"],
  ])("at %s they are tied to %s", (origin, rpId) => {
    expect(at(origin)).toEqual({ origin, rpId });
  });

  test.each([
    ["http://latchkey.example.com", "plain_http"],
    ["http://localhost.example.com", "plain_http"],
    ["https://192.0.2.7", "ip_address"],
    ["https://[2001:db8::1]:8443", "ip_address"],
    ["http://127.0.0.1:3000", "ip_address"],
  ])("at %s they do not, and the reason is %s", (origin, why) => {
    expect(at(origin)).toEqual({ origin, why });
  });

  test("a server for this machine alone has localhost; one that others reach has to be told its address", () => {
    expect(at(undefined)).toEqual({ origin: "http://localhost:3000", rpId: "localhost" });
    expect(at(undefined, "0.0.0.0")).toEqual({ why: "no_address" });
  });
});
