import "server-only";
import { and, asc, eq, inArray, isNull, not } from "drizzle-orm";
import { accessTokens, memberRoles, members, tokenRoles, tokenUses } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { getRole } from "@/lib/roles/get-role";
import { recentlyUsedFirst } from "@/lib/tokens/columns";
import { ended } from "@/lib/tokens/list-tokens";
import { seesEverybodys } from "@/lib/tokens/visibility";
import { displayName, type RoleHolders } from "./view";

/** So many of each are named. */
const HOLDERS_MAX = 200;

/**
 * Who has a role directly, and which living tokens it scopes, recently used ones first. Only whoever sees everybody's
 * tokens is told names (ruling R9); the rest have the counts of the role itself.
 */
export async function roleHolders(
  db: Db,
  principal: Principal,
  keyOrId: string,
): Promise<Result<RoleHolders | null, Refusal>> {
  const found = await getRole(db, principal, keyOrId);
  if (!found.ok) return found;
  if (!seesEverybodys(principal)) return ok(null);
  const { accountId } = principal;
  const { id } = found.value;
  const [people, tokens] = await Promise.all([membersWith(db, accountId, id), tokensWith(db, accountId, id)]);
  return ok({
    members: people.map(({ id: memberId, ...names }) => ({
      id: memberId,
      name: displayName(names),
      email: names.email,
    })),
    tokens: tokens.map(({ restAt, telemetryAt, gatewayAt, ...token }) => ({
      ...token,
      lastUsedAt: restAt?.getTime() ?? null,
      telemetryUsedAt: telemetryAt?.getTime() ?? null,
      gatewayUsedAt: gatewayAt?.getTime() ?? null,
    })),
  });
}

function membersWith(db: Db, accountId: string, roleId: string) {
  return db
    .select({ id: members.id, email: members.email, firstName: members.firstName, lastName: members.lastName })
    .from(memberRoles)
    .innerJoin(members, eq(members.id, memberRoles.memberId))
    .where(and(eq(memberRoles.accountId, accountId), eq(memberRoles.roleId, roleId), isNull(members.removedAt)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(HOLDERS_MAX);
}

function tokensWith(db: Db, accountId: string, roleId: string) {
  const scoped = db
    .select({ id: tokenRoles.tokenId })
    .from(tokenRoles)
    .where(and(eq(tokenRoles.roleId, roleId), eq(tokenRoles.accountId, accountId)));
  const { id, name, kind } = accessTokens;
  const { restAt, telemetryAt, gatewayAt } = tokenUses;
  return db
    .select({ id, name, kind, restAt, telemetryAt, gatewayAt })
    .from(accessTokens)
    .leftJoin(tokenUses, eq(tokenUses.tokenId, accessTokens.id))
    .where(and(eq(accessTokens.accountId, accountId), not(ended), inArray(accessTokens.id, scoped)))
    .orderBy(recentlyUsedFirst, asc(accessTokens.id))
    .limit(HOLDERS_MAX);
}
