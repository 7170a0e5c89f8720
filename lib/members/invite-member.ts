import "server-only";
import { members } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { getMember } from "./get-member";
import type { InviteInput } from "./input";
import { issueLink } from "./links";
import { emailKey } from "./name";
import { mayGiveRole } from "./permissions";
import type { MemberView } from "./view";

/** Makes a member who has not joined yet, and the one-time code of the link that lets them. */
export async function inviteMember(
  db: Db,
  principal: Principal,
  { email, baseRole }: InviteInput,
): Promise<Result<{ member: MemberView; code: PlainSecret }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const id = newId();
    const { accountId } = actor;
    const request = { action: "createMember", resource: memberResource(id) };
    const allowed = authorize(actor, request);
    if (!allowed.ok) return allowed;
    const mayGive = mayGiveRole(actor, baseRole);
    if (!mayGive.ok) return mayGive;

    const values = { id, accountId, email, emailKey: emailKey(email), baseRole, invitedBy: actor.answersFor };
    const inserted = await tx.insert(members).values(values).onConflictDoNothing().returning({ id: members.id });
    if (inserted.length === 0) return err({ kind: "email_taken", email });
    const code = await issueLink(tx, { id, accountId }, "invite");
    await recordAuditEntry(tx, actor, {
      kind: "member",
      ...request,
      target: { id, name: email },
      details: { baseRole },
    });
    const member = await getMember(tx, actor, id);
    return member.ok ? ok({ member: member.value, code }) : member;
  });
}
