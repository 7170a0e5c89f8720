import { exportAuditLog } from "@/lib/audit/export-audit-log";
import { auditLogExportInput } from "@/lib/audit/input";
import type { Db } from "@/lib/db/client";
import { beginEnrolment } from "@/lib/factors/begin-enrolment";
import { removeFactor, renewRecoveryCodes } from "@/lib/factors/change-own-factor";
import { confirmEnrolment } from "@/lib/factors/confirm-enrolment";
import { leaveSignIn } from "@/lib/factors/leave-sign-in";
import { passSecondFactor } from "@/lib/factors/pass-second-factor";
import { resetFactor } from "@/lib/factors/reset-factor";
import { createGateway } from "@/lib/gateways/create-gateway";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { acceptLink } from "@/lib/members/accept-link";
import { changePassword } from "@/lib/members/change-password";
import { inviteMember } from "@/lib/members/invite-member";
import { inviteMembers } from "@/lib/members/invite-members";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { endMemberSessions } from "@/lib/members/member-sessions";
import { passOwnership } from "@/lib/members/pass-ownership";
import { removeMember } from "@/lib/members/remove-member";
import { renameSelf } from "@/lib/members/rename-self";
import { renewInvitation } from "@/lib/members/renew-invitation";
import { signInByIssuer } from "@/lib/members/sign-in-by-issuer";
import { unbindSignOn } from "@/lib/members/unbind-sign-on";
import { updateMember } from "@/lib/members/update-member";
import { updateMembers } from "@/lib/members/update-members";
import { addPasskey } from "@/lib/passkeys/add-passkey";
import { beginPasskey } from "@/lib/passkeys/begin-passkey";
import { removePasskey } from "@/lib/passkeys/remove-passkey";
import { renamePasskey } from "@/lib/passkeys/rename-passkey";
import { signInWithPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { operatorPrincipal } from "@/lib/principals/principals";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { createRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { saveRoutesInput } from "@/lib/routes/input";
import { saveRoutes } from "@/lib/routes/save-routes";
import { endOtherSessions, endSession } from "@/lib/sessions/end-session";
import { findSession } from "@/lib/sessions/find-session";
import { proveAgain } from "@/lib/sessions/prove-again";
import { signIn } from "@/lib/sessions/sign-in";
import { saveFactorRule } from "@/lib/settings/factor-rule";
import { saveTokenRulesInput } from "@/lib/settings/input";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { renameAccount } from "@/lib/settings/rename-account";
import { saveTokenRules } from "@/lib/settings/save-token-rules";
import { readSignInRules, saveSignInRules } from "@/lib/settings/sign-in-rules";
import { acceptRestore } from "@/lib/tokens/accept-restore";
import { confirmSecret } from "@/lib/tokens/confirm-secret";
import { createToken } from "@/lib/tokens/create-token";
import { endOverlap } from "@/lib/tokens/end-overlap";
import { nameCaretaker } from "@/lib/tokens/hand-over";
import { createTokenInput } from "@/lib/tokens/input";
import { exportTokens } from "@/lib/tokens/list/export-tokens";
import { pauseTokens, resumeTokens } from "@/lib/tokens/list/pause-tokens";
import { revokeTokens } from "@/lib/tokens/list/revoke-tokens";
import { exportInput } from "@/lib/tokens/list-input";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { retireRole } from "@/lib/tokens/retire-role";
import { revokePresented } from "@/lib/tokens/revoke-presented";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { updateToken } from "@/lib/tokens/update-token";
import { importVocabulary } from "@/lib/vocabulary/import-vocabulary";
import { removeVocabulary } from "@/lib/vocabulary/remove-vocabulary";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "./account";
import { Authenticator } from "./authenticator";
import { codeAt, enrol, enrollingOf } from "./factors";
import { asVisitor, SITE, seedPasskey, sessionIdOf, VISITOR } from "./passkeys";
import { givePassword, PASSWORD } from "./password";
import { allow, giveRoles, seedRole } from "./roles";

export { PASSWORD };

const PLACE = { ip: null, userAgent: "", requestId: null };
const NEXT = "green lanterns hum all night";
const DAY_MS = 24 * 3600 * 1000;
const POLICY = [allow("viewProject", "proj/*")];

/** Who stands there when an act begins. */
export type Stage = {
  readonly db: Db;
  readonly accountId: string;
  readonly owner: TestMember;
  readonly writer: TestMember;
};

/** Sets up what an act needs and answers with the act itself. */
type Prepare = (stage: Stage) => Promise<() => Promise<unknown>>;

/** An account with an Owner and a Writer. */
export async function aStage(db: Db): Promise<Stage> {
  const account = await seedAccount(db);
  return { db, accountId: account.id, owner: await account.join("owner"), writer: await account.join("writer") };
}

const revealed = async <T>(made: Promise<{ ok: boolean; value?: T }>): Promise<T> => {
  const { ok, value } = await made;
  if (!ok || value === undefined) throw new Error("what the act needs was refused");
  return value;
};

const invited = ({ db, owner }: Stage) =>
  revealed(inviteMember(db, owner.principal, { email: `new-${owner.id}@acme.example`, baseRole: "reader" }));

const VISIT = { ip: null, userAgent: "", requestId: null };
const wordFor = ({ id, email }: TestMember) => ({
  issuer: "https://login.example.com",
  subject: `subject-${id}`,
  verifiedEmail: email,
  secondFactor: false,
});

const service = { kind: "service" } as const;
const at = (id: string) => ({ id, reason: "" });

/** Every act of the product that changes something and is told in the audit log, by what it does. */
export const ACTS: Readonly<Record<string, Prepare>> = {
  "creating a token": async ({ db, owner }) => {
    const role = { source: "base", baseRole: "reader" } as const;
    return () => createToken(db, owner.principal, createTokenInput.parse({ name: "new", role }));
  },
  "confirming a secret": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => confirmSecret(db, owner.principal, token.id);
  },
  "renaming a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => updateToken(db, owner.principal, { id: token.id, name: "other", comment: "" });
  },
  "changing a token's role": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    const role = { source: "base", baseRole: "writer" } as const;
    return () => updateToken(db, owner.principal, { id: token.id, role, comment: "" });
  },
  "rotating a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => rotateToken(db, owner.principal, { id: token.id, oldUntil: null });
  },
  "ending an old secret": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    await rotateToken(db, owner.principal, { id: token.id, oldUntil: Date.now() + DAY_MS / 2 });
    return () => endOverlap(db, owner.principal, token.id);
  },
  "pausing a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => pauseToken(db, owner.principal, at(token.id));
  },
  "resuming a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    await pauseToken(db, owner.principal, at(token.id));
    return () => resumeToken(db, owner.principal, at(token.id));
  },
  "revoking a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => revokeToken(db, owner.principal, at(token.id));
  },
  "revoking a token by its secret": async ({ db, owner }) => {
    const { secret } = await issue(db, owner);
    return () => revokePresented(db, secret, NOWHERE);
  },
  "pausing many tokens": async ({ db, owner }) => {
    const ids = [(await issue(db, owner)).token.id, (await issue(db, owner, service)).token.id];
    return () => pauseTokens(db, owner.principal, { ids, reason: "" });
  },
  "resuming many tokens": async ({ db, owner }) => {
    const ids = [(await issue(db, owner)).token.id, (await issue(db, owner, service)).token.id];
    await pauseTokens(db, owner.principal, { ids, reason: "" });
    return () => resumeTokens(db, owner.principal, { ids, reason: "" });
  },
  "revoking many tokens": async ({ db, owner }) => {
    const ids = [(await issue(db, owner)).token.id, (await issue(db, owner, service)).token.id];
    return () => revokeTokens(db, owner.principal, { ids, reason: "" });
  },
  "naming who looks after a token": async ({ db, owner, writer }) => {
    const { token } = await issue(db, owner, service);
    return () => nameCaretaker(db, owner.principal, { id: token.id, caretakerId: writer.id });
  },
  "accepting a restore": async ({ db, accountId, owner }) => {
    await issue(db, owner);
    const head = { account: accountId, seq: 9, mac: "0f".repeat(32), at: "2026-11-25T08:00:00.000Z" };
    const by = () => operatorPrincipal({ accountId, name: "root" });
    return () => acceptRestore(db, { by, lost: [{ account: accountId, kept: 1, head }], keepTokens: false });
  },
  "taking the tokens along": async ({ db, owner }) => {
    const input = exportInput.parse({ tab: "all", filters: {}, sort: { by: "name", descending: false } });
    return () => exportTokens(db, owner.principal, input);
  },
  "taking the log along": async ({ db, owner }) => {
    const input = auditLogExportInput.parse({ format: "csv" });
    return () => exportAuditLog(db, owner.principal, input);
  },
  "making a role": async ({ db, owner }) => {
    const input = createRoleInput.parse({ key: `k-${owner.id}`, name: "Role", policy: POLICY });
    return () => createRole(db, owner.principal, input);
  },
  "editing a role": async ({ db, owner }) => {
    const role = await seedRole(db, owner, POLICY);
    const policy = [allow("viewProject", "proj/other")];
    return () => updateRole(db, owner.principal, { role: role.id, policy, comment: "" });
  },
  "deleting a role": async ({ db, owner }) => {
    const role = await seedRole(db, owner, POLICY);
    return () => deleteRole(db, owner.principal, { role: role.id, evenInUse: false, comment: "" });
  },
  "ending a role in use": async ({ db, owner }) => {
    const role = await seedRole(db, owner, POLICY);
    const { token } = await issue(db, owner, { role: { source: "custom", roles: [role.id] } });
    const fates = [{ id: token.id, fate: { kind: "revoke" } as const }];
    return () => retireRole(db, owner.principal, { role: role.id, fates, comment: "" });
  },
  "inviting a member": async ({ db, owner }) => {
    const input = { email: `one-${owner.id}@acme.example`, baseRole: "reader" } as const;
    return () => inviteMember(db, owner.principal, input);
  },
  "inviting many": async ({ db, owner }) => {
    const person = (name: string) =>
      ({ email: `${name}-${owner.id}@acme.example`, baseRole: "reader", firstName: name, lastName: "" }) as const;
    return () => inviteMembers(db, owner.principal, [person("a"), person("b")]);
  },
  "renewing an invitation": async (stage) => {
    const { member } = await invited(stage);
    return () => renewInvitation(stage.db, stage.owner.principal, member.id);
  },
  "accepting an invitation": async (stage) => {
    const { code } = await invited(stage);
    return () => acceptLink(stage.db, { code: code.reveal(), name: "Mo New", password: PASSWORD });
  },
  "making a reset link":
    async ({ db, owner, writer }) =>
    () =>
      issueResetLink(db, owner.principal, writer.id),
  "setting a new password by a link": async ({ db, owner, writer }) => {
    const { code } = await revealed(issueResetLink(db, owner.principal, writer.id));
    return () => acceptLink(db, { code: code.reveal(), password: NEXT });
  },
  "changing a member's base role": async ({ db, owner, writer }) => {
    await issue(db, writer);
    return () => updateMember(db, owner.principal, { id: writer.id, baseRole: "reader" });
  },
  "giving a member roles": async ({ db, owner, writer }) => {
    const role = await seedRole(db, owner, POLICY);
    return () => updateMember(db, owner.principal, { id: writer.id, roles: [role.id], roleAttributes: { p: ["a"] } });
  },
  "changing many members": async ({ db, owner, writer }) => {
    const instruction = { of: { ids: [writer.id] }, change: { baseRole: "reader" } } as const;
    return () => updateMembers(db, owner.principal, { instructions: [instruction], comment: "" });
  },
  "removing a member": async ({ db, owner, writer }) => {
    await issue(db, writer);
    return () => removeMember(db, owner.principal, writer.id);
  },
  "removing a member for an heir": async ({ db, owner, writer }) => {
    const keeper = await seedRole(db, owner, [allow("*", "*")]);
    await giveRoles(db, owner, writer, [keeper]);
    return () => removeMember(db, owner.principal, writer.id, { heirId: owner.id });
  },
  "passing ownership on":
    async ({ db, owner, writer }) =>
    () =>
      passOwnership(db, owner.principal, writer.id),
  "ending a member's sessions": async ({ db, owner, writer }) => {
    return () => endMemberSessions(db, owner.principal, { id: writer.id, sessionId: null });
  },
  "renaming oneself":
    async ({ db, writer }) =>
    () =>
      renameSelf(db, writer.principal, { name: "Mo Other" }),
  "changing one's password": async ({ db, writer }) => {
    await givePassword(db, writer);
    const session = await findSession(db, writer.sid, NOWHERE);
    return () => changePassword(db, writer.principal, { current: PASSWORD, next: NEXT }, session?.sessionId ?? "");
  },
  "signing in": async ({ db, writer }) => {
    await givePassword(db, writer);
    return () => signIn(db, { email: writer.email, password: PASSWORD }, PLACE);
  },
  "beginning to set up a second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    return () => beginEnrolment(db, enrollingOf(writer), { password: PASSWORD });
  },
  "setting up a second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { key } = await revealed(beginEnrolment(db, enrollingOf(writer), { password: PASSWORD }));
    return async () => confirmEnrolment(db, enrollingOf(writer), { code: await codeAt(db, key.reveal()) });
  },
  "making new recovery codes": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { key, sid } = await enrol(db, writer);
    const present = await asNow(db, { ...writer, sid });
    return async () => {
      const proof = { kind: "totp", code: await codeAt(db, key) } as const;
      return renewRecoveryCodes(db, present, { proof }, sessionIdOf({ principal: present }));
    };
  },
  "removing one's second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { codes, sid } = await enrol(db, writer);
    const present = await asNow(db, { ...writer, sid });
    const proof = { kind: "recovery", code: codes[0] ?? "" } as const;
    return () => removeFactor(db, present, { proof }, sessionIdOf({ principal: present }));
  },
  "resetting a member's second factor": async ({ db, owner, writer }) => {
    await givePassword(db, writer);
    await enrol(db, writer);
    return () => resetFactor(db, owner.principal, writer.id);
  },
  "signing in with a second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { key } = await enrol(db, writer);
    const { sid } = await revealed(signIn(db, { email: writer.email, password: PASSWORD }, PLACE));
    return async () => passSecondFactor(db, sid.reveal(), { kind: "totp", code: await codeAt(db, key) }, PLACE);
  },
  "leaving a sign-in half way": async ({ db, writer }) => {
    await givePassword(db, writer);
    await enrol(db, writer);
    const { sid } = await revealed(signIn(db, { email: writer.email, password: PASSWORD }, PLACE));
    return () => leaveSignIn(db, sid.reveal());
  },
  "signing in by an issuer for the first time":
    async ({ db, writer }) =>
    () =>
      signInByIssuer(db, wordFor(writer), VISIT),
  "signing in by an issuer again": async ({ db, writer }) => {
    await revealed(signInByIssuer(db, wordFor(writer), VISIT));
    return () => signInByIssuer(db, wordFor(writer), VISIT);
  },
  "ending a binding to an issuer": async ({ db, owner, writer }) => {
    await revealed(signInByIssuer(db, wordFor(writer), VISIT));
    return () => unbindSignOn(db, owner.principal, writer.id);
  },
  "signing in with a passkey": async ({ db, writer }) => {
    const { device } = await seedPasskey(db, writer);
    const place = { ip: null, userAgent: "", requestId: null };
    return async () => signInWithPasskey(db, SITE, { ...device.get(await asVisitor(db)), csrfToken: VISITOR }, place);
  },
  "adding a passkey": async ({ db, writer }) => {
    const [{ principal }, session] = [writer, sessionIdOf(writer)];
    return async () => {
      const asked = await revealed(beginPasskey(db, principal, SITE, session));
      const attestation = new Authenticator(SITE.origin).create(asked);
      return addPasskey(db, principal, SITE, { name: "key", attestation }, session);
    };
  },
  "renaming a passkey": async ({ db, writer }) => {
    const { id } = await seedPasskey(db, writer);
    return () => renamePasskey(db, writer.principal, { id, name: "other" });
  },
  "removing a passkey": async ({ db, writer }) => {
    const { id } = await seedPasskey(db, writer);
    return () => removePasskey(db, writer.principal, { id }, sessionIdOf(writer));
  },
  "proving again who one is": async ({ db, writer }) => {
    await givePassword(db, writer);
    const session = await findSession(db, writer.sid, NOWHERE);
    return () => proveAgain(db, writer.principal, { password: PASSWORD }, session?.sessionId ?? "");
  },
  "signing out": async ({ db, writer }) => {
    const session = await findSession(db, writer.sid, NOWHERE);
    return () => endSession(db, writer.principal, session?.sessionId ?? "", "signed_out");
  },
  "ending one's other sessions":
    async ({ db, writer }) =>
    () =>
      endOtherSessions(db, writer.principal, "none"),
  "making a gateway":
    async ({ db, owner }) =>
    () =>
      createGateway(db, owner.principal, { name: "edge" }),
  "revoking a gateway": async ({ db, owner }) => {
    const { gateway } = await revealed(createGateway(db, owner.principal, { name: "edge" }));
    return () => revokeGateway(db, owner.principal, { id: gateway.id });
  },
  "saving token rules": async ({ db, owner, accountId }) => {
    const seen = await readTokenRules(db, accountId);
    const input = saveTokenRulesInput.parse({ seen, asked: { ...seen, longestDays: 30 } });
    return () => saveTokenRules(db, owner.principal, input);
  },
  "saving how long sessions last": async ({ db, owner, accountId }) => {
    const seen = await readSignInRules(db, accountId);
    return () => saveSignInRules(db, owner.principal, { seen, asked: { ...seen, idleMinutes: seen.idleMinutes + 1 } });
  },
  "requiring a second factor": async ({ db, owner }) => {
    await givePassword(db, owner);
    await enrol(db, owner);
    return () => saveFactorRule(db, owner.principal, { seen: { required: false }, asked: { required: true } });
  },
  "renaming the account": async ({ db, owner }) => {
    return () => renameAccount(db, owner.principal, { seen: { name: "Acme" }, asked: { name: "Globex" } });
  },
  "saving route rules": async ({ db, owner }) => {
    const routes = [{ path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" }];
    const input = saveRoutesInput.parse({ seen: null, routes });
    return () => saveRoutes(db, owner.principal, input);
  },
  "importing types": async ({ db, owner }) => {
    const text = JSON.stringify({ types: [{ type: "order", actions: ["viewOrder"] }] });
    return () => importVocabulary(db, owner.principal, { text, seen: null });
  },
  "removing types": async ({ db, owner }) => {
    const text = JSON.stringify({ types: [{ type: "order", actions: ["viewOrder"] }] });
    const { revision } = (await revealed(importVocabulary(db, owner.principal, { text, seen: null }))) as {
      revision: string | null;
    };
    return () => removeVocabulary(db, owner.principal, { seen: revision });
  },
};
