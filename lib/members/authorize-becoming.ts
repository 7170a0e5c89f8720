import "server-only";
import { authorize } from "@/lib/access/authorize";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { expectRow, type Tx } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { memberPolicies } from "@/lib/principals/principals";
import { getMember } from "./get-member";
import type { MemberView } from "./view";

/**
 * Lets only those do what helps somebody to become another member who could be that one already: it takes the right over ownership,
 * all that the member holds, and a late proof of who asks. That is the operator at the server, or an Owner.
 */
export async function authorizeBecoming(tx: Tx, actor: Principal, id: string): Promise<Result<MemberView, Refusal>> {
  const allowed = authorize(actor, { action: "updateAccountOwner", resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  const found = await getMember(tx, actor, id);
  if (!found.ok) return found;
  const standing = expectRow((await findMemberStanding(tx, actor.accountId, id)) ?? undefined);
  const mayBecome = assertMayGrant(actor, memberPolicies(standing));
  if (!mayBecome.ok) return mayBecome;
  const proven = provenLately(actor);
  return proven.ok ? ok(found.value) : proven;
}
