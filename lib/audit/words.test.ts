import { expect, test } from "vitest";
import { installation } from "@/drizzle/schema";
import { getKeys } from "@/lib/keys/keys";
import { acceptLink } from "@/lib/members/accept-link";
import { changePassword } from "@/lib/members/change-password";
import { inviteMember } from "@/lib/members/invite-member";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { removeMember } from "@/lib/members/remove-member";
import { setUpByOperator } from "@/lib/members/set-up";
import { updateMember } from "@/lib/members/update-member";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { operatorPrincipal } from "@/lib/principals/principals";
import { deleteRole } from "@/lib/roles/delete-role";
import { updateRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { endOtherSessions, endSession } from "@/lib/sessions/end-session";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { confirmSecret } from "@/lib/tokens/confirm-secret";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { updateToken } from "@/lib/tokens/update-token";
import { verifyToken } from "@/lib/tokens/verify-token";
import { auditQueryInput } from "./input";
import { listAuditEntries } from "./list-audit-entries";
import { wordsFor } from "./words";

const { db } = await testDatabase();
const PASSWORD = "seven quiet otters drum";
const PLACE = { ip: "192.0.2.7", userAgent: "test", requestId: null };

/** All titles of the account's log, in the order in which things happened. */
async function titles({ principal }: Pick<TestMember, "principal">) {
  const found: string[] = [];
  for (let at = {}; ; ) {
    const page = await listAuditEntries(db, principal, auditQueryInput.parse({ limit: 20, ...at }));
    if (!page.ok) throw new Error(page.error.kind);
    found.push(...page.value.items.map(({ title }) => title));
    if (!page.value.next) return found.reverse();
    at = page.value.next;
  }
}

async function expectOk<T>(result: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(JSON.stringify(settled.error));
  return settled.value;
}

test("what is done to tokens, by a person, through a token and by the operator", async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const { principal } = owner;
  const { token, secret } = await issue(db, owner, { name: "deploy", role: "admin" });
  const service = await issue(db, owner, { name: "deploy-bot", kind: "service", role: "admin" });
  await expectOk(confirmSecret(db, principal, token.id));
  const edits = [
    { name: "ship" },
    { description: "x" },
    { defaultApiVersion: 20220603 as const },
    { expiresAt: Date.now() + 1e7 },
  ];
  for (const edit of edits) await expectOk(updateToken(db, principal, { id: token.id, comment: "", ...edit }));
  const role = { source: "base", baseRole: "admin" } as const;
  await expectOk(updateToken(db, principal, { id: token.id, comment: "", role: { ...role, baseRole: "owner" } }));
  for (const used of [secret, service.secret]) {
    const verified = await verifyToken(db, used, NOWHERE);
    if (verified.status !== "valid") throw new Error(verified.status);
    await seedRole(db, verified, [allow("updateOn", "proj/x")], { key: used.slice(0, 3) });
  }
  const unnamed = await issue(db, owner, { name: "" });
  await expectOk(revokeToken(db, principal, { id: unnamed.token.id, reason: "" }));
  const onBehalfOf = (await findMemberStanding(db, account.id, owner.id)) ?? undefined;
  if (!onBehalfOf) throw new Error("the owner is gone");
  await issue(
    db,
    { principal: operatorPrincipal({ accountId: account.id, name: "root@host", onBehalfOf }) },
    { name: "by hand" },
  );
  expect(await titles(owner)).toEqual([
    "Mo owner created the token deploy",
    "Mo owner created the service token deploy-bot",
    "Mo owner confirmed that the secret is stored of the token deploy",
    "Mo owner renamed the token deploy to ship",
    "Mo owner changed the note of the token ship",
    "Mo owner changed the API version of the token ship",
    "Mo owner changed the expiry of the token ship",
    "Mo owner changed the permissions of the token ship",
    "Mo owner (through the token ship) created the role Role lkp",
    "deploy-bot (service token) created the role Role lks",
    `Mo owner created the token ${unnamed.token.id}`,
    `Mo owner revoked the token ${unnamed.token.id}`,
    "root@host (at the server) created the token by hand",
  ]);
});

test("what is done to roles and to members", async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const { principal } = owner;
  const member = await account.join("writer");
  await issue(db, member, { name: "theirs" });
  const role = await seedRole(db, owner, [allow("updateOn", "proj/*")], { key: "deployers" });
  const edits = [
    { name: "Shippers" },
    { description: "x" },
    { basePermissions: "reader" },
    { policy: [deny("*", "proj/x")] },
  ];
  for (const edit of edits)
    await expectOk(updateRole(db, principal, updateRoleInput.parse({ role: role.id, ...edit })));
  await giveRoles(db, owner, member, [role]);
  await expectOk(updateMember(db, principal, { id: member.id, roleAttributes: { team: ["a"] } }));
  await expectOk(updateMember(db, principal, { id: member.id, baseRole: "admin" }));
  await expectOk(updateMember(db, principal, { id: member.id, baseRole: "reader" }));
  await expectOk(removeMember(db, principal, member.id));
  await expectOk(deleteRole(db, principal, { role: role.id, evenInUse: true, comment: "" }));
  expect(await titles(owner)).toEqual([
    "Mo writer created the token theirs",
    "Mo owner created the role Role deployers",
    "Mo owner renamed the role Role deployers to Shippers",
    "Mo owner changed the description of the role Shippers",
    "Mo owner changed the base permissions of the role Shippers",
    "Mo owner changed the policy of the role Shippers",
    `Mo owner changed the custom roles of ${member.email}`,
    `Mo owner changed the role attributes of ${member.email}`,
    `Mo owner promoted ${member.email} from Writer to Admin`,
    `Mo owner demoted ${member.email} from Admin to Reader`,
    "Mo owner deactivated the token theirs",
    `Mo owner removed ${member.email}`,
    "Mo owner deleted the role Shippers",
  ]);
});

test("who comes in, how, and goes out", async () => {
  const owner = await (await seedAccount(db)).join("owner");
  const email = `ada-${owner.id}@acme.example`;
  const invited = await expectOk(inviteMember(db, owner.principal, { email, baseRole: "reader" }));
  await expectOk(acceptLink(db, { code: invited.code.reveal(), name: "Ada Lovelace", password: PASSWORD }));
  const [first, second] = [
    await expectOk(signIn(db, { email, password: PASSWORD }, PLACE)),
    await expectOk(signIn(db, { email, password: PASSWORD }, PLACE)),
  ].map(({ sid }) => sid.reveal());
  const found = await findSession(db, first ?? "", NOWHERE);
  if (found?.principal.actor.kind !== "session") throw new Error("no session");
  const { id } = found.principal.actor;
  await expectOk(endOtherSessions(db, found.principal, id));
  const next = "eight louder otters drum";
  await expectOk(changePassword(db, found.principal, { current: PASSWORD, next }, id));
  await expectOk(endSession(db, found.principal, id, "signed_out"));
  const reset = await expectOk(issueResetLink(db, owner.principal, invited.member.id));
  await expectOk(acceptLink(db, { code: reset.code.reveal(), password: "nine otters are drumming" }));
  expect(second).toBeTruthy();
  expect(await titles(owner)).toEqual([
    `Mo owner invited ${email}`,
    "Ada Lovelace joined the account",
    "Ada Lovelace signed in",
    "Ada Lovelace signed in",
    "Ada Lovelace ended their other sessions",
    "Ada Lovelace changed their password",
    "Ada Lovelace signed out",
    `Mo owner made a password reset link for ${email}`,
    "Ada Lovelace set a new password with a reset link",
  ]);
});

test("an account set up by the operator", async () => {
  const fresh = await testDatabase();
  await fresh.db.insert(installation).values({ secretCheck: getKeys().check });
  const password = "seven quiet otters drum";
  const owner = { accountName: "Acme", name: "Ada Lovelace", email: "ada@acme.example", password };
  await expectOk(setUpByOperator(fresh.db, owner, "root@host"));
  const signed = await expectOk(signIn(fresh.db, { email: owner.email, password }, PLACE));
  const found = await findSession(fresh.db, signed.sid.reveal(), NOWHERE);
  if (!found) throw new Error("no session");
  const page = await listAuditEntries(fresh.db, found.principal, auditQueryInput.parse({}));
  if (!page.ok) throw new Error(page.error.kind);
  expect(page.value.items.map(({ title }) => title)).toEqual([
    "Ada Lovelace signed in",
    "root@host (at the server) set up the account Acme",
  ]);
});

test.each([
  ["a role change without its states", "member", "updateRole", {}, "changed the role of X"],
  ["a rename that does not tell the old name", "role", "updateName", {}, "renamed the role X"],
  ["a rotation", "token", "resetAccessToken", {}, "rotated the secret of the token X"],
  ["an ended session", "session", "endSession", {}, "ended one of their sessions"],
  ["an act of another kind's name", "token", "updateRole", {}, "did updateRole on X"],
  ["a name that every object has", "token", "constructor", {}, "did constructor on X"],
] as const)("%s has words", (_, kind, action, details, words) => {
  const { verb, tail } = wordsFor(kind, action, details, "X");
  expect(`${verb}${tail}`).toBe(words);
});
