import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { accessTokens, tokenUses } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";

/** A living token that the principal's member made and called so; the one used last of several, null for none. */
export async function findSameName(
  db: Db,
  { accountId, memberId }: Principal,
  name: string,
): Promise<{ name: string; lastUsedAt: number | null } | null> {
  if (memberId === null || name === "") return null;
  const [found] = await db
    .select({ name: accessTokens.name, restAt: tokenUses.restAt })
    .from(accessTokens)
    .leftJoin(tokenUses, eq(tokenUses.tokenId, accessTokens.id))
    .where(
      and(
        eq(accessTokens.accountId, accountId),
        eq(accessTokens.memberId, memberId),
        eq(accessTokens.name, name),
        isNull(accessTokens.revokedAt),
        isNull(accessTokens.deactivatedAt),
      ),
    )
    .orderBy(desc(tokenUses.restAt))
    .limit(1);
  return found ? { name: found.name, lastUsedAt: found.restAt?.getTime() ?? null } : null;
}
