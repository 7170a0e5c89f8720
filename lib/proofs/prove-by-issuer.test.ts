import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries, members, sessions } from "@/drizzle/schema";
import { createGateway } from "@/lib/gateways/create-gateway";
import { removeMember } from "@/lib/members/remove-member";
import { type IssuersWord, signInByIssuer } from "@/lib/members/sign-in-by-issuer";
import { newChallenge } from "@/lib/passkeys/challenge";
import { findSession } from "@/lib/sessions/find-session";
import { asNow, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { enrol } from "@/lib/testing/factors";
import { sessionIdOf } from "@/lib/testing/passkeys";
import { givePassword } from "@/lib/testing/password";
import { findWays } from "./find-ways";
import { proveByIssuer, ticketForIssuer } from "./prove-by-issuer";

const { db } = await testDatabase();
const ISSUER = "https://login.example.com";
const PLACE = { ip: null, userAgent: "", requestId: null };
const nothing = (why: string) => ({ ok: false, error: { kind: "issuer_proves_nothing", why } });

async function now(): Promise<number> {
  const { rows } = await db.execute<{ now: string }>(
    sql`select floor(extract(epoch from clock_timestamp())) * 1000 as now`,
  );
  return Number(rows[0]?.now);
}

/** What the issuer says of a member who just signed in there. */
async function wordOf(member: TestMember, more: Partial<IssuersWord> = {}): Promise<IssuersWord> {
  const said = { saidAt: await now(), authenticatedAt: await now(), secondFactor: false };
  return { issuer: ISSUER, subject: `subject-${member.id}`, verifiedEmail: member.email, ...said, ...more };
}

/** An Owner who signs in at the issuer too, and whose last proof is too old for great acts. */
async function bound() {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  expect(await signInByIssuer(db, await wordOf(owner), PLACE)).toMatchObject({ ok: true });
  const longAgo = sql`now() - interval '16 minutes'`;
  await db.update(sessions).set({ authenticatedAt: longAgo }).where(eq(sessions.memberId, owner.id));
  return { account, owner };
}

async function prove(member: TestMember, more: Partial<IssuersWord> = {}, ticket?: string) {
  const taken = ticket ?? (await ticketForIssuer(db, sessionIdOf(member)));
  return proveByIssuer(db, member.principal, { ticket: taken, word: await wordOf(member, more) }, sessionIdOf(member));
}

/** A ticket as it was given out so many minutes ago. */
async function ticketOf(member: TestMember, minutes: number): Promise<string> {
  const then = String((await now()) - minutes * 60_000);
  const before = { ...db, execute: async () => ({ rows: [{ now: then }] }) } as unknown as typeof db;
  return ticketForIssuer(before, sessionIdOf(member));
}

const entries = ({ id }: TestMember) =>
  db
    .select({ details: auditEntries.details })
    .from(auditEntries)
    .where(and(eq(auditEntries.memberId, id), eq(auditEntries.action, "proveAgain")));

async function nothingProven(member: TestMember): Promise<void> {
  const principal = await asNow(db, member);
  expect(await createGateway(db, principal, { name: "edge" })).toMatchObject({
    error: { kind: "reauthentication_needed" },
  });
  expect(await entries(member)).toEqual([]);
}

test("somebody else's word, another issuer's, and one about a member who is bound to nobody prove nothing and bind nobody", async () => {
  const { account, owner } = await bound();
  const other = await bound();
  expect(await prove(owner, { subject: `subject-${other.owner.id}` })).toEqual(nothing("somebody_else"));
  expect(await prove(owner, { issuer: "https://other.example.com" })).toEqual(nothing("somebody_else"));
  await nothingProven(owner);
  const unbound = await account.join("owner");
  expect(await prove(unbound)).toEqual(nothing("somebody_else"));
  const [row] = await db.select({ subject: members.oidcSubject }).from(members).where(eq(members.id, unbound.id));
  expect(row).toEqual({ subject: null });
});

test("a word that does not say when they signed in there, or says that it was before they were asked, proves nothing", async () => {
  const { owner } = await bound();
  expect(await prove(owner, { authenticatedAt: null })).toEqual(nothing("no_time"));
  expect(await prove(owner, { authenticatedAt: (await now()) - 2_000 })).toEqual(nothing("old"));
  const minutesAgo = async (minutes: number) => ({ authenticatedAt: (await now()) - minutes * 60_000 });
  expect(await prove(owner, await minutesAgo(4), await ticketOf(owner, 3))).toEqual(nothing("old"));
  await nothingProven(owner);
  expect(await prove(owner, await minutesAgo(2), await ticketOf(owner, 3))).toMatchObject({ ok: true });
});

test("an issuer whose clock goes ahead makes no old sign-in a new one, nor does one that contradicts itself", async () => {
  const { owner } = await bound();
  const ahead = (await now()) + 3_600_000;
  expect(await prove(owner, { saidAt: ahead, authenticatedAt: ahead - 600_000 })).toEqual(nothing("no_time"));
  expect(await prove(owner, { authenticatedAt: (await now()) + 5_000 })).toEqual(nothing("no_time"));
  await nothingProven(owner);
});

test("a ticket of another session or purpose, one that is too old, and one that nobody gave out prove nothing", async () => {
  const { owner } = await bound();
  const other = await bound();
  const of = sessionIdOf(owner);
  const wrong = [
    await ticketForIssuer(db, sessionIdOf(other.owner)),
    await newChallenge(db, { purpose: "prove", of }),
    await newChallenge(db, { purpose: "sign_in", of }),
    await ticketOf(owner, 6),
    "",
    "A".repeat(72),
  ];
  for (const ticket of wrong) expect(await prove(owner, {}, ticket)).toEqual(nothing("late"));
  await nothingProven(owner);
});

test("a ticket counts once, whatever comes of it, and of two at one instant one does", async () => {
  const { owner } = await bound();
  const spent = await ticketForIssuer(db, sessionIdOf(owner));
  expect(await prove(owner, { authenticatedAt: null }, spent)).toEqual(nothing("no_time"));
  expect(await prove(owner, {}, spent)).toEqual(nothing("late"));
  const ticket = await ticketForIssuer(db, sessionIdOf(owner));
  const answers = await Promise.all([prove(owner, {}, ticket), prove(owner, {}, ticket)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a second factor that they have here has to have been shown there", async () => {
  const { owner } = await bound();
  await givePassword(db, owner);
  await enrol(db, owner);
  expect(await prove(owner)).toEqual(nothing("no_factor"));
  expect(await prove(owner, { secondFactor: true })).toMatchObject({ ok: true });
});

test("a member who was removed, and a session that ended meanwhile, prove nothing", async () => {
  const { account, owner } = await bound();
  const second = await account.join("owner");
  await removeMember(db, second.principal, owner.id);
  expect(await prove(owner)).toEqual({ ok: false, error: { kind: "unauthenticated" } });
  const ended = await bound();
  await db
    .update(sessions)
    .set({ endedAt: sql`now()`, endedWhy: "ended" })
    .where(eq(sessions.id, sessionIdOf(ended.owner)));
  expect(await prove(ended.owner)).toEqual({ ok: false, error: { kind: "unauthenticated" } });
});

test("whoever signs in there anew proves it here: the session goes on under an id that nobody knew before, and the log says how", async () => {
  const { owner } = await bound();
  const answer = await prove(owner);
  if (!answer.ok) throw new Error(answer.error.kind);
  expect(await findSession(db, owner.sid, NOWHERE)).toBeNull();
  Object.assign(owner, { sid: answer.value.sid.reveal() });
  const principal = await asNow(db, owner);
  expect(principal.actor).toMatchObject({ id: sessionIdOf(owner) });
  expect(await createGateway(db, principal, { name: "edge" })).toMatchObject({ ok: true });
  expect(await entries(owner)).toEqual([{ details: { method: "single sign-on" } }]);
});

test("it is offered to whoever is bound to the issuer that there is now", async () => {
  const { account, owner } = await bound();
  const site = { why: "no_address" } as const;
  const ways = (member: TestMember, issuer: string | null) =>
    findWays(db, member.principal, { site, oidc: issuer === null ? undefined : { issuer, name: "Acme ID" } });
  expect(await ways(owner, ISSUER)).toMatchObject({ value: { issuer: "Acme ID" } });
  expect(await ways(owner, "https://other.example.com")).toMatchObject({ value: { issuer: null } });
  expect(await ways(owner, null)).toMatchObject({ value: { issuer: null } });
  expect(await ways(await account.join("owner"), ISSUER)).toMatchObject({ value: { issuer: null } });
});
