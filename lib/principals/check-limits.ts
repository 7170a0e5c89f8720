import "server-only";
import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { accessTokens, members } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { memberStandingColumns, tokenStandingColumns, tokenStandingOf } from "./find-standing";
import { LimitsMemo } from "./limits-memo";
import { limitsColumns } from "./limits-of";

/**
 * Living tokens, at most so many of those that were made last or that `where` picks, of which lists say something else than what
 * their rights come to. There are none unless an act forgot `refreshLimits`.
 */
export async function wrongLimits(db: Db, most: number, where?: SQL): Promise<{ looked: number; wrong: string[] }> {
  const rows = await db
    .select({
      token: tokenStandingColumns,
      member: memberStandingColumns,
      limited: accessTokens.limited,
      actsAs: accessTokens.actsAs,
      level: accessTokens.level,
    })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .where(and(sql`not ${accessTokens.ended}`, isNotNull(accessTokens.level), where))
    .orderBy(sql`${accessTokens.id} desc`)
    .limit(most);
  const memo = new LimitsMemo();
  const wrong = rows.filter(({ token, member, limited, actsAs, level }) => {
    const is = limitsColumns(memo.get(tokenStandingOf(token), member).limits);
    return is.limited !== limited || is.actsAs !== actsAs || is.level !== level;
  });
  return { looked: rows.length, wrong: wrong.map(({ token }) => token.tokenId) };
}
