import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { authorizeSettings } from "@/lib/settings/permissions";
import type { BoundMembers } from "./view";

/** How many of the account's members have signed in by that issuer, for whoever may see the settings. */
export async function countBound(db: Db, principal: Principal, issuer: string): Promise<Result<BoundMembers, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const [row] = await db
    .select({
      joined: sql<number>`count(*)`.mapWith(Number),
      bound: sql<number>`count(*) filter (where ${members.oidcIssuer} = ${issuer})`.mapWith(Number),
    })
    .from(members)
    .where(and(eq(members.accountId, principal.accountId), isNull(members.removedAt), isNotNull(members.joinedAt)));
  return ok(expectRow(row));
}
