import "server-only";
import { and, count, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { accessTokens, memberRoles, members, tokenRoles } from "@/drizzle/schema";
import { type Db, expectRow, type Tx } from "@/lib/db/client";

/**
 * Moves the rights version of everybody whose permission the role is part of: who holds it, and who stands behind a
 * token that has it. What was decided on the older version then has to be decided anew.
 */
export async function bumpHolders(tx: Tx, accountId: string, roleId: string): Promise<void> {
  const holding = tx
    .select({ id: memberRoles.memberId })
    .from(memberRoles)
    .where(and(eq(memberRoles.roleId, roleId), eq(memberRoles.accountId, accountId)));
  const behind = tx
    .select({ id: accessTokens.memberId })
    .from(tokenRoles)
    .innerJoin(accessTokens, eq(accessTokens.id, tokenRoles.tokenId))
    .where(and(eq(tokenRoles.roleId, roleId), eq(tokenRoles.accountId, accountId)));
  const touched = tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.accountId, accountId), or(inArray(members.id, holding), inArray(members.id, behind))))
    .orderBy(members.id) // in one order, so that two edits never wait for each other in a ring
    .for("no key update");
  const ids = (await touched).map(({ id }) => id);
  if (ids.length === 0) return;
  await tx
    .update(members)
    .set({ rightsVersion: sql`${members.rightsVersion} + 1` })
    .where(and(eq(members.accountId, accountId), inArray(members.id, ids)));
}

/** How many living members hold a role, and how many living tokens it scopes. */
export async function countHolders(
  db: Db | Tx,
  accountId: string,
  roleId: string,
): Promise<{ members: number; tokens: number }> {
  const [held] = await db
    .select({ members: count() })
    .from(memberRoles)
    .innerJoin(members, eq(members.id, memberRoles.memberId))
    .where(and(eq(memberRoles.roleId, roleId), eq(memberRoles.accountId, accountId), isNull(members.removedAt)));
  const [scoped] = await db
    .select({ tokens: count() })
    .from(tokenRoles)
    .innerJoin(accessTokens, eq(accessTokens.id, tokenRoles.tokenId))
    .where(
      and(
        eq(tokenRoles.roleId, roleId),
        eq(tokenRoles.accountId, accountId),
        isNull(accessTokens.revokedAt),
        isNull(accessTokens.deactivatedAt),
      ),
    );
  return { ...expectRow(held), ...expectRow(scoped) };
}
