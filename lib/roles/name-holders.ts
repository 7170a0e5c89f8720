import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { accessTokens, memberRoles, members, tokenRoles } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Tx } from "@/lib/db/client";
import { memberResource, personalTokenResource } from "@/lib/policy/resource";
import { HOLDERS_NAMED } from "./limits";

/** So many of each kind are looked at. */
const LOOKED_AT = 50;

/** Some living members and tokens that have the role, by name: only those whom the principal may see (ruling R9). */
export async function nameHolders(tx: Tx, principal: Principal, roleId: string): Promise<string[]> {
  return [...(await namesOfMembers(tx, principal, roleId)), ...(await namesOfTokens(tx, principal, roleId))].slice(
    0,
    HOLDERS_NAMED,
  );
}

async function namesOfMembers(tx: Tx, principal: Principal, roleId: string): Promise<string[]> {
  const { accountId, memberId } = principal;
  const holding = await tx
    .select({ id: members.id, email: members.email })
    .from(memberRoles)
    .innerJoin(members, eq(members.id, memberRoles.memberId))
    .where(and(eq(memberRoles.roleId, roleId), eq(memberRoles.accountId, accountId), isNull(members.removedAt)))
    .orderBy(members.id)
    .limit(LOOKED_AT);
  const seen = (id: string) =>
    id === memberId || may(principal, { action: "viewMember", resource: memberResource(id) });
  return holding.filter(({ id }) => seen(id)).map(({ email }) => email);
}

async function namesOfTokens(tx: Tx, principal: Principal, roleId: string): Promise<string[]> {
  const { accountId, memberId } = principal;
  const scoped = await tx
    .select({ id: accessTokens.id, name: accessTokens.name, kind: accessTokens.kind, memberId: accessTokens.memberId })
    .from(tokenRoles)
    .innerJoin(accessTokens, eq(accessTokens.id, tokenRoles.tokenId))
    .where(
      and(
        eq(tokenRoles.roleId, roleId),
        eq(tokenRoles.accountId, accountId),
        isNull(accessTokens.revokedAt),
        isNull(accessTokens.deactivatedAt),
      ),
    )
    .orderBy(accessTokens.id)
    .limit(LOOKED_AT);
  const everybodys = may(principal, { action: "deleteAccessToken", resource: personalTokenResource("*") });
  const seen = scoped.filter((token) => everybodys || token.kind === "service" || token.memberId === memberId);
  return seen.map(({ id, name }) => name || id);
}
