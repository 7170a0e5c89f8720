import "server-only";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { authorizeBecoming } from "@/lib/members/authorize-becoming";
import { endPasskeys } from "@/lib/passkeys/end-passkeys";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { lockMember } from "@/lib/principals/lock-member";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { endFactor } from "./change-own-factor";

/**
 * Ends every second factor of a member who lost it, passkeys too, and all their sessions: the password alone signs them in again.
 * That is half of becoming them, so it takes what a reset link takes: the right over ownership, and all that the member holds.
 */
export async function resetFactor(db: Db, principal: Principal, id: string): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const { accountId } = actor;
    const found = await authorizeBecoming(tx, actor, id);
    if (!found.ok) return found;
    const whose = { accountId, memberId: id };
    await lockMember(tx, whose);
    const [ended, keys] = [await endFactor(tx, whose), await endPasskeys(tx, whose)];
    if (!ended && keys === 0) return err({ kind: "not_found", what: "second factor" });
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
