import "server-only";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { viewMember } from "@/lib/members/get-member";
import { authorizeMember } from "@/lib/members/permissions";
import type { MemberView } from "@/lib/members/view";
import { endPasskeys } from "@/lib/passkeys/end-passkeys";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { lockMember } from "@/lib/principals/lock-member";
import { memberPolicies } from "@/lib/principals/principals";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { forgetProofs } from "@/lib/sessions/throttle-proofs";
import { endFactor } from "./change-own-factor";

/**
 * Ends every second factor of another member who lost theirs, passkeys and recovery codes too, and all their sessions: the password
 * alone signs them in again, until the account has them set up another. What was counted of wrong codes is forgotten with them.
 */
export async function resetFactor(db: Db, principal: Principal, id: string): Promise<Result<null, Refusal>> {
  const answer = await change(
    db,
    principal,
    async (tx, actor) => {
      const found = await authorizeReset(tx, actor, id);
      if (!found.ok) return found;
      const whose = { accountId: actor.accountId, memberId: id };
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
    },
    { lockAccount: true }, // nobody becomes an Owner meanwhile, and two who reset each other take turns
  );
  if (answer.ok) await forgetProofs(db, { memberId: id, sessionId: null, guessable: true }, null);
  return answer;
}

/**
 * A reset leaves a member's account to whoever knows their password, so it takes `resetMemberMfa` on them, all that they hold
 * (an Owner's takes an Owner), and a late proof. One's own is changed with a proof of it, and not here.
 */
async function authorizeReset(tx: Tx, actor: Principal, id: string): Promise<Result<MemberView, Refusal>> {
  const found = await viewMember(tx, actor, id);
  if (!found.ok) return found;
  if (id === actor.memberId) return err({ kind: "own_factor" });
  const allowed = authorizeMember(actor, found.value, "resetMemberMfa");
  if (!allowed.ok) return allowed;
  const standing = expectRow((await findMemberStanding(tx, actor.accountId, id)) ?? undefined);
  const covers = assertMayGrant(actor, memberPolicies(standing));
  if (!covers.ok) return covers;
  const proven = provenLately(actor);
  return proven.ok ? found : proven;
}
