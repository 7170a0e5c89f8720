import "server-only";
import { and, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { accessTokens, tokenUses } from "@/drizzle/schema";
import { livingToken } from "@/lib/principals/living";

/**
 * Where a working token, joined with its member and its uses, would be paused for going unused: nobody called with it over
 * any channel for so many days, and nobody made or changed it in that time. Whoever resumes one changes it.
 */
export function unusedFor(days: number): SQL | undefined {
  const then = sql`now() - make_interval(days => ${days})`;
  return and(livingToken, lt(accessTokens.createdAt, then), lt(accessTokens.modifiedAt, then), notUsedSince(then));
}

function notUsedSince(then: SQL): SQL | undefined {
  const channels = [tokenUses.restAt, tokenUses.gatewayAt, tokenUses.telemetryAt];
  return and(...channels.map((at) => or(isNull(at), lt(at, then))));
}
