import "server-only";
import { and, count, desc, not, type SQL, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { accountOwnerId } from "@/lib/principals/account-owner";
import { selectTokens, toTokenView } from "./columns";
import type { TokenListQuery } from "./input";
import type { TokenPage } from "./view";
import { visibleTokens } from "./visibility";

/** One page of the living tokens that the principal can see, newest first, as the API pages: by offset, with all counted. */
export async function listTokens(
  db: Db,
  principal: Principal,
  { showAll, limit, offset }: TokenListQuery,
): Promise<TokenPage> {
  const where = and(visibleTokens(principal, showAll), not(ended));
  const [rows, [counted], ownerId] = await Promise.all([
    selectTokens(db, where).orderBy(desc(accessTokens.createdAt), desc(accessTokens.id)).limit(limit).offset(offset),
    db.select({ total: count() }).from(accessTokens).where(where),
    accountOwnerId(db, principal.accountId),
  ]);
  return { items: rows.map(toTokenView), total: counted?.total ?? 0, ownerId };
}

/** Tokens that ended for good; an expired one is still its owner's to renew, so it counts as living. */
export const ended: SQL = sql`${accessTokens.ended}`;
