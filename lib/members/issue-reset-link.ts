import "server-only";
import { authorize } from "@/lib/access/authorize";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { ACCOUNT, memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { memberPolicies } from "@/lib/principals/principals";
import { getMember } from "./get-member";
import { issueLink } from "./links";

/**
 * A new link for a member who lost theirs or their password. Whoever holds it can become that member, so it
 * takes the right over ownership and all that the member holds: the operator at the server, or an Owner.
 */
export async function issueResetLink(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ code: PlainSecret }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const allowed = authorize(actor, { action: "updateAccountOwner", resource: ACCOUNT });
    if (!allowed.ok) return allowed;
    const found = await getMember(tx, actor, id);
    if (!found.ok) return found;
    const { joined, email } = found.value;
    const standing = expectRow((await findMemberStanding(tx, actor.accountId, id)) ?? undefined);
    const mayBecome = assertMayGrant(actor, memberPolicies(standing));
    if (!mayBecome.ok) return mayBecome;
    const proven = provenLately(actor);
    if (!proven.ok) return proven;
    const code = await issueLink(tx, { id, accountId: actor.accountId }, joined ? "reset" : "invite");
    const act = {
      kind: "member",
      action: "issueResetLink",
      resource: memberResource(id),
      target: { id, name: email },
    } as const;
    await recordAuditEntry(tx, actor, act);
    return ok({ code });
  });
}
