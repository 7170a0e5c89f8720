import "server-only";
import { and, eq, not, or } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import type { Grants } from "@/lib/policy/statement";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { memberGrant } from "@/lib/principals/principals";
import { recentlyUsedFirst, selectTokens, toTokenView } from "@/lib/tokens/columns";
import { lookedAfterBy } from "@/lib/tokens/hand-over";
import { ended } from "@/lib/tokens/list-tokens";
import { visibleTokens } from "@/lib/tokens/visibility";
import { viewMember } from "./get-member";
import { seesWholeMember } from "./permissions";
import type { MemberTokens, MemberView } from "./view";

/** So many tokens stand on a member's page: the most recently used. */
const TOKENS_SHOWN = 50;

/** What a member may do now and the tokens that they have; null for whoever sees only their name and roles. */
export type MemberAccess = { readonly grants: Grants; readonly tokens: MemberTokens };

/**
 * A member with all that the principal may know of them. Somebody who has not joined is there only for whoever manages
 * members; out of view is not found.
 */
export async function getMemberAccess(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ member: MemberView; access: MemberAccess | null }, Refusal>> {
  const found = await viewMember(db, principal, id);
  if (!found.ok) return found;
  const member = found.value;
  if (!seesWholeMember(principal, id))
    return member.joined ? ok({ member, access: null }) : err({ kind: "not_found", what: "member" });
  const [standing, tokens] = await Promise.all([
    findMemberStanding(db, principal.accountId, id),
    tokensOf(db, principal, id),
  ]);
  return ok({ member, access: { grants: [memberGrant(expectRow(standing ?? undefined))], tokens } });
}

async function tokensOf(db: Db, principal: Principal, id: string): Promise<MemberTokens> {
  const made = and(eq(accessTokens.accountId, principal.accountId), eq(accessTokens.memberId, id), not(ended));
  const theirs = or(made, lookedAfterBy(principal.accountId, id));
  const rows = await selectTokens(db, and(visibleTokens(principal, true), theirs))
    .orderBy(recentlyUsedFirst, accessTokens.id)
    .limit(TOKENS_SHOWN + 1);
  return { items: rows.slice(0, TOKENS_SHOWN).map(toTokenView), more: rows.length > TOKENS_SHOWN };
}
