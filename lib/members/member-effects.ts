import "server-only";
import { and, eq, not } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { effectOf } from "@/lib/policy/matrix";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { type MemberStanding, memberGrant } from "@/lib/principals/principals";
import { type Effect, effectsOn } from "@/lib/tokens/effects";
import { ended } from "@/lib/tokens/list-tokens";
import { viewMember } from "./get-member";
import type { MemberEffectsInput } from "./input";
import { authorizeMember } from "./permissions";
import { proposedStanding } from "./update-member";
import { type AffectedToken, displayName, type Effects, type MemberView } from "./view";

/** What other rights, or a removal (`null`), would do to a member and their tokens; recently used ones first. */
export async function memberEffects(
  db: Db,
  principal: Principal,
  { id, change }: MemberEffectsInput,
): Promise<Result<Effects, Refusal>> {
  const found = await viewMember(db, principal, id);
  if (!found.ok) return found;
  const allowed = mayLook(principal, found.value, change);
  if (!allowed.ok) return allowed;
  const before = expectRow((await findMemberStanding(db, principal.accountId, id)) ?? undefined);
  const proposed = change === null ? ok(gone(before)) : await proposedStanding(db, principal, before, change);
  if (!proposed.ok) return proposed;
  const after = proposed.value;
  const made = and(eq(accessTokens.accountId, principal.accountId), eq(accessTokens.memberId, id), not(ended));
  const { effects, more } = await effectsOn(db, made, ({ token }) => ({ token, member: after }));
  const { gained, lost } = effectOf([memberGrant(before)], [memberGrant(after)]);
  return ok({
    tokens: effects
      .filter((effect) => effect.token.kind === "personal" && (change === null || touched(effect)))
      .map(affected),
    kept: effects.filter(({ token }) => token.kind === "service").map(affected),
    members: [{ id, name: displayName(found.value), gained, lost }],
    more,
  });
}

/** Whoever may change any of it may know what that does. */
function mayLook(
  principal: Principal,
  member: MemberView,
  change: MemberEffectsInput["change"],
): Result<null, Refusal> {
  if (change === null) return authorizeMember(principal, member, "deleteMember");
  const any = (["updateCustomRole", "updateMemberRoleAttributes"] as const).find(
    (action) => authorizeMember(principal, member, action).ok,
  );
  return authorizeMember(principal, member, any ?? "updateRole");
}

const gone = (member: MemberStanding): MemberStanding => ({ ...member, baseRole: "no_access", roles: [] });

const touched = ({ gained, lost }: Effect) => gained + lost > 0;

/** An effect as it may be shown. */
export function affected({ token, willActAs, gained, lost }: Effect): AffectedToken {
  const { id, name, kind, role, lastUsedAt, telemetryUsedAt } = token;
  return { id, name, kind, role, willActAs, gained, lost, lastUsedAt, telemetryUsedAt };
}
