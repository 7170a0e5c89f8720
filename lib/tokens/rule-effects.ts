import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { accessTokens, members, tokenUses } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { authorizeSettings } from "@/lib/settings/permissions";
import type { TokenRules } from "@/lib/settings/view";
import { unusedFor } from "./unused";
import type { RuleEffects } from "./view";

/** What rules would meet among the tokens that have not ended, for whoever may see the settings. Nothing is changed by it. */
export async function ruleEffects(
  db: Db,
  principal: Principal,
  { longestDays, staleDays, pauseAfterDays }: Pick<TokenRules, "longestDays" | "staleDays" | "pauseAfterDays">,
): Promise<Result<RuleEffects, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const days = (count: number) => sql`make_interval(days => ${count})`;
  const many = (condition: ReturnType<typeof and>) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const [row] = await db
    .select({
      living: many(sql`true`),
      beyondLongest: many(
        longestDays === null ? sql`false` : sql`${accessTokens.notAfter} > now() + ${days(longestDays)}`,
      ),
      withoutEnd: many(isNull(accessTokens.notAfter)),
      stale: many(sql`${tokenUses.restAt} < now() - ${days(staleDays)}`),
      wouldPause: many(pauseAfterDays === null ? sql`false` : unusedFor(pauseAfterDays)),
    })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .leftJoin(tokenUses, eq(tokenUses.tokenId, accessTokens.id))
    .where(
      and(
        eq(accessTokens.accountId, principal.accountId),
        isNull(accessTokens.revokedAt),
        isNull(accessTokens.deactivatedAt),
        or(isNull(accessTokens.notAfter), sql`${accessTokens.notAfter} > now()`),
      ),
    );
  return ok(expectRow(row));
}
