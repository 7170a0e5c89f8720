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
import { updateMember } from "@/lib/members/update-member";
import { updateMembers } from "@/lib/members/update-members";
import { findSession } from "@/lib/sessions/find-session";
import { issue, NOWHERE } from "../account";
import { givePassword, PASSWORD } from "../password";
import { allow, giveRoles, seedRole } from "../roles";
import { type Acts, revealed, type Stage } from "./stage";

const NEXT = "green lanterns hum all night";
const POLICY = [allow("viewProject", "proj/*")];
const invited = ({ db, owner }: Stage) =>
  revealed(inviteMember(db, owner.principal, { email: `new-${owner.id}@acme.example`, baseRole: "reader" }));

/** What is done with members, and by them with their own name and password. */
export const MEMBERS: Acts = {
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
};
