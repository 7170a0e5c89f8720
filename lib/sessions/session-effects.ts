import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { members, sessions } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { livingSession } from "@/lib/principals/living";
import { authorizeSettings } from "@/lib/settings/permissions";
import type { SignInRules } from "@/lib/settings/view";
import type { SessionEffects } from "./view";

/** How many of the account's open sessions would be over at once if they lasted that long, for whoever may see the settings. */
export async function sessionEffects(
  db: Db,
  principal: Principal,
  { idleMinutes, hours }: SignInRules,
): Promise<Result<SessionEffects, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const idle = sql`${sessions.lastSeenAt} + make_interval(mins => ${idleMinutes})`;
  const latest = sql`${sessions.createdAt} + make_interval(hours => ${hours})`;
  const [row] = await db
    .select({
      open: sql<number>`count(*)`.mapWith(Number),
      wouldEnd: sql<number>`count(*) filter (where least(${idle}, ${latest}) <= now())`.mapWith(Number),
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.accountId, principal.accountId), livingSession));
  return ok(expectRow(row));
}
