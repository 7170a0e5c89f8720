import "server-only";
import { sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findRoles } from "@/lib/roles/find-roles";
import { getMember } from "./get-member";
import type { InviteInput } from "./input";
import { issueLink } from "./links";
import { mayGiveRights } from "./may-give-rights";
import { emailKey } from "./name";
import { giveRoles } from "./update-member";
import type { MemberView } from "./view";

/** Makes a member who has not joined yet, and the one-time code of the link that lets them. */
export async function inviteMember(
  db: Db,
  principal: Principal,
  input: InviteInput,
): Promise<Result<{ member: MemberView; code: PlainSecret }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const made = await inviteWithin(tx, actor, input, UNNAMED);
    if (!made.ok) return made;
    const { id, accountId } = made.value;
    const code = await issueLink(tx, { id, accountId }, "invite");
    const member = await getMember(tx, actor, id);
    return member.ok ? ok({ member: member.value, code }) : member;
  });
}

/** Who a new member is, if that is said for them; one who has a password has joined. */
type Person = { readonly firstName: string; readonly lastName: string; readonly passwordHash: string | null };
export const UNNAMED: Person = { firstName: "", lastName: "", passwordHash: null };

/** The member alone, without a link, inside a change: for several at once. */
export async function inviteWithin(
  tx: Tx,
  actor: Principal,
  { email, baseRole, roles = [], roleAttributes = {} }: InviteInput,
  person: Person,
): Promise<Result<{ id: string; accountId: string }, Refusal>> {
  const id = newId();
  const { accountId } = actor;
  const request = { action: "createMember", resource: memberResource(id) } as const;
  const allowed = authorize(actor, request);
  if (!allowed.ok) return allowed;
  const found = await findRoles(tx, actor, roles, "roles");
  if (!found.ok) return found;
  const rights = { baseRole, roles: found.value, attributes: roleAttributes };
  const standing = { accountId, memberId: id, rightsVersion: 1, ...rights };
  const mayGive = mayGiveRights(actor, null, standing);
  if (!mayGive.ok) return mayGive;
  const proven = baseRole === "owner" ? provenLately(actor) : ok(null);
  if (!proven.ok) return proven;

  const values = {
    id,
    accountId,
    email,
    emailKey: emailKey(email),
    baseRole,
    roleAttributes,
    invitedBy: actor.answersFor,
    ...person,
    joinedAt: person.passwordHash === null ? null : sql`now()`,
  };
  const inserted = await tx.insert(members).values(values).onConflictDoNothing().returning({ id: members.id });
  if (inserted.length === 0) return err({ kind: "email_taken", email });
  await giveRoles(tx, standing);
  await recordAuditEntry(tx, actor, {
    kind: "member",
    ...request,
    target: { id, name: email },
    details: { baseRole, roles: found.value.map(({ key }) => key), attributes: roleAttributes },
  });
  return ok({ id, accountId });
}
