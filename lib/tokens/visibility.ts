import "server-only";
import { and, eq, or, type SQL } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { personalTokenResource } from "@/lib/policy/resource";

/** Whether the principal sees and ends everybody's personal tokens (ruling R9). */
export function seesEverybodys(principal: Principal): boolean {
  return may(principal, { action: "deleteAccessToken", resource: personalTokenResource("*") });
}

/** The tokens that a principal can see: own personal ones and all service tokens, or everything (ruling R9). */
export function visibleTokens(principal: Principal, showAll: boolean): SQL | undefined {
  const account = eq(accessTokens.accountId, principal.accountId);
  if (showAll && seesEverybodys(principal)) return account;
  const own = principal.memberId === null ? undefined : eq(accessTokens.memberId, principal.memberId);
  const service = eq(accessTokens.kind, "service");
  return and(account, or(service, own && and(own, eq(accessTokens.kind, "personal"))));
}
