import "server-only";
import { authorize } from "@/lib/access/authorize";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { getMember } from "@/lib/members/get-member";
import { ACCOUNT, memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { memberPolicies } from "@/lib/principals/principals";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { endFactor } from "./change-own-factor";
import { lockMember } from "./renew-session";

/**
 * Ends the second factor of a member who lost it, and all their sessions: the password alone signs them in again. That is half of
 * becoming them, so it takes what a reset link takes: the right over ownership, and all that the member holds.
 */
export async function resetFactor(db: Db, principal: Principal, id: string): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const { accountId } = actor;
    const allowed = authorize(actor, { action: "updateAccountOwner", resource: ACCOUNT });
    if (!allowed.ok) return allowed;
    const found = await getMember(tx, actor, id);
    if (!found.ok) return found;
    const standing = expectRow((await findMemberStanding(tx, accountId, id)) ?? undefined);
    const mayBecome = assertMayGrant(actor, memberPolicies(standing));
    if (!mayBecome.ok) return mayBecome;
    const proven = provenLately(actor);
    if (!proven.ok) return proven;
    const whose = { accountId, memberId: id };
    await lockMember(tx, whose);
    if (!(await endFactor(tx, whose))) return err({ kind: "not_found", what: "second factor" });
    await endSessionsOf(tx, whose, "factor_changed");
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "resetSecondFactor",
      resource: memberResource(id),
      target: { id, name: found.value.email },
    });
    return ok(null);
  });
}
