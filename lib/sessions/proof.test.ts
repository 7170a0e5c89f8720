import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accessTokens, auditEntries, members, sessions } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { exportAuditLog } from "@/lib/audit/export-audit-log";
import { auditLogExportInput } from "@/lib/audit/input";
import { createGateway } from "@/lib/gateways/create-gateway";
import { inviteEach } from "@/lib/members/invite-each";
import { inviteMember } from "@/lib/members/invite-member";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { passOwnership } from "@/lib/members/pass-ownership";
import { removeMember } from "@/lib/members/remove-member";
import { renewInvitation } from "@/lib/members/renew-invitation";
import { updateMember } from "@/lib/members/update-member";
import { operatorPrincipal } from "@/lib/principals/principals";
import { readSignInRules, saveSignInRules } from "@/lib/settings/sign-in-rules";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { ACTS, aStage } from "@/lib/testing/acts";
import { testDatabase } from "@/lib/testing/database";
import { allow } from "@/lib/testing/roles";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput, type TokenRoleInput } from "@/lib/tokens/input";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { verifyToken } from "@/lib/tokens/verify-token";

const { db } = await testDatabase();
const NEEDED = { ok: false, error: { kind: "reauthentication_needed" } };
let addresses = 1;
const anAddress = () => `heir-${addresses++}@proof.example`;

/** The member's session as it is found when its last proof is so old. */
async function aged(member: TestMember, minutes: number): Promise<Principal> {
  await db
    .update(sessions)
    .set({ authenticatedAt: sql`now() - make_interval(mins => ${minutes})` })
    .where(eq(sessions.memberId, member.id));
  return asNow(db, member);
}

async function people() {
  const account = await seedAccount(db);
  const [owner, second, writer] = [
    await account.join("owner"),
    await account.join("owner"),
    await account.join("writer"),
  ];
  const open = await inviteMember(db, owner.principal, { email: anAddress(), baseRole: "owner" });
  if (!open.ok) throw new Error(open.error.kind);
  return { accountId: account.id, owner, second, writer, invited: open.value.member.id };
}
type People = Awaited<ReturnType<typeof people>>;

const base = (baseRole: "reader" | "writer" | "admin" | "owner") => ({ source: "base", baseRole }) as const;
const inline = (...statements: ReturnType<typeof allow>[]) => ({ source: "inline", statements }) as const;
const aToken = (by: Principal, kind: "personal" | "service", role: TokenRoleInput) =>
  createToken(db, by, createTokenInput.parse({ kind, role, expiresAt: null }));
const log = auditLogExportInput.parse({ format: "csv" });

/** The acts of security 3.9, by what they do; each is prepared while the proof is fresh. */
const GREAT: Record<string, (stage: People) => Promise<(by: Principal) => Promise<unknown>>> = {
  "making a service token of an Admin's level": async () => (by) => aToken(by, "service", base("admin")),
  "making a service token of an Owner's level": async () => (by) => aToken(by, "service", base("owner")),
  "making a service token whose own policy reaches all but one thing": async () => (by) =>
    aToken(by, "service", {
      source: "inline",
      statements: [allow("*", "*"), { effect: "deny", actions: ["deleteProject"], resources: ["proj/*"] }],
    }),
  "making a service token that invites members": async () => (by) =>
    aToken(by, "service", inline(allow("createMember", "member/*"))),
  "giving such a token a new secret": async ({ owner }) => {
    const { token } = await issue(db, owner, { kind: "service", role: "admin" });
    return (by) => rotateToken(db, by, { id: token.id, oldUntil: null });
  },
  "making somebody Owner":
    async ({ writer }) =>
    (by) =>
      updateMember(db, by, { id: writer.id, baseRole: "owner" }),
  "taking ownership from somebody":
    async ({ second }) =>
    (by) =>
      updateMember(db, by, { id: second.id, baseRole: "admin" }),
  "passing ownership on":
    async ({ writer }) =>
    (by) =>
      passOwnership(db, by, writer.id),
  "removing an Owner":
    async ({ second }) =>
    (by) =>
      removeMember(db, by, second.id),
  "inviting an Owner": async () => (by) => inviteMember(db, by, { email: anAddress(), baseRole: "owner" }),
  "inviting Owners": async () => (by) =>
    inviteEach(db, by, { emails: [anAddress()], baseRole: "owner", roles: [], roleAttributes: {} }),
  "a new link for an invited Owner":
    async ({ invited }) =>
    (by) =>
      renewInvitation(db, by, invited),
  "making a reset link":
    async ({ writer }) =>
    (by) =>
      issueResetLink(db, by, writer.id),
  "making a gateway's credential": async () => (by) => createGateway(db, by, { name: "edge" }),
  "taking the audit log along": async () => (by) => exportAuditLog(db, by, log),
  "changing how long sessions last": async ({ accountId }) => {
    const seen = await readSignInRules(db, accountId);
    return (by) => saveSignInRules(db, by, { seen, asked: { ...seen, hours: seen.hours + 1 } });
  },
};

describe("a great act takes a proof that is younger than a quarter of an hour", () => {
  test.each(Object.keys(GREAT))(
    "%s is refused after 15 minutes and leaves nothing behind; after 14 it goes through",
    async (name) => {
      const stage = await people();
      const act = await GREAT[name]?.(stage);
      const written = async () => db.$count(auditEntries, eq(auditEntries.accountId, stage.accountId));
      const before = await written();
      expect(await act?.(await aged(stage.owner, 15))).toEqual(NEEDED);
      expect(await written()).toBe(before);
      expect(await act?.(await aged(stage.owner, 14))).toMatchObject({ ok: true });
    },
  );

  test("a change looks at the session's row when it is made, not at what was found before", async () => {
    const { owner } = await people();
    await aged(owner, 16);
    expect(await createGateway(db, owner.principal, { name: "edge" })).toEqual(NEEDED);
  });

  test("whoever may not is told that they may not, never asked who they are", async () => {
    const { writer, second, invited } = await people();
    const by = await aged(writer, 60);
    const answers = [
      await createGateway(db, by, { name: "edge" }),
      await exportAuditLog(db, by, log),
      await passOwnership(db, by, second.id),
      await removeMember(db, by, second.id),
      await renewInvitation(db, by, invited),
      await issueResetLink(db, by, second.id),
      await updateMember(db, by, { id: second.id, baseRole: "admin" }),
      await aToken(by, "service", base("admin")),
    ];
    for (const answer of answers) {
      expect(answer.ok || answer.error.kind).toMatch(/^(forbidden|role_too_high)$/);
    }
  });

  test.each<[string, "personal" | "service", TokenRoleInput]>([
    ["a personal token", "personal", base("admin")],
    ["a Writer's service token", "service", base("writer")],
    ["a service token with a policy of its own outside the account", "service", inline(allow("*", "proj/*:env/*"))],
  ])("%s is made without being asked, however old the proof", async (_, kind, role) => {
    const { owner } = await people();
    expect(await aToken(await aged(owner, 600), kind, role)).toMatchObject({ ok: true });
  });

  test("a token and the operator are not asked, whatever became of the sessions", async () => {
    const { owner, accountId, second } = await people();
    const { secret } = await issue(db, owner, { role: "owner" });
    await aged(owner, 600);
    const found = await verifyToken(db, secret, NOWHERE);
    if (found.status !== "valid") throw new Error(found.status);
    expect(await createGateway(db, found.principal, { name: "edge" })).toMatchObject({ ok: true });
    expect(await aToken(found.principal, "service", base("admin"))).toMatchObject({ ok: true });
    const operator = operatorPrincipal({ accountId, name: "root" });
    expect(await issueResetLink(db, operator, second.id)).toMatchObject({ ok: true });
  });
});

// Whoever adds an act says here whether it is a great one; see `lib/access/proven-lately.ts`.
const ASKED = [
  "taking the log along",
  "making a reset link",
  "resetting a member's second factor",
  "ending a binding to an issuer",
  "removing a passkey",
  "passing ownership on",
  "making a gateway",
  "saving how long sessions last",
  "requiring a second factor",
];

test.each(Object.keys(ACTS))("of all acts, %s asks for a late proof only if it is a great one", async (name) => {
  const stage = await aStage(db);
  const act = (await ACTS[name]?.(stage)) ?? (async () => {});
  Object.assign(stage.owner, { principal: await aged(stage.owner, 16) });
  Object.assign(stage.writer, { principal: await aged(stage.writer, 16) });
  const answer = await act();
  if (ASKED.includes(name)) expect(answer).toEqual(NEEDED);
  else expect(answer).not.toEqual(NEEDED);
});

test("no rows are left of a token that was refused", async () => {
  const { owner, accountId } = await people();
  await aToken(await aged(owner, 16), "service", base("owner"));
  expect(await db.$count(accessTokens, eq(accessTokens.accountId, accountId))).toBe(0);
  expect(await db.$count(members, eq(members.accountId, accountId))).toBe(4);
});
