import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { selectEntries, toAuditEntryView } from "@/lib/audit/columns";
import { NEWEST_FIRST } from "@/lib/audit/conditions";
import { seesWholeLog } from "@/lib/audit/visibility";
import type { Refusal } from "@/lib/core/refusal";
import type { Db } from "@/lib/db/client";
import { getToken } from "./get-token";

/** How a token ended for good: who did it, when, why. Instants are epoch milliseconds. */
export type TokenEnd = { readonly by: string; readonly at: number; readonly reason: string | null };

/**
 * Who ended a token, out of the log; null where nothing tells. For whoever sees the token: that they were ended, and why,
 * is what its owner and its managers are promised, whatever else of the log they see.
 */
export async function endOf(db: Db, principal: Principal, id: string): Promise<TokenEnd | null> {
  const ending = inArray(auditEntries.action, ["deleteAccessToken", "deactivateAccessToken"]);
  const [row] = await selectEntries(
    db,
    and(eq(auditEntries.accountId, principal.accountId), eq(auditEntries.targetId, id), ending),
  )
    .orderBy(...NEWEST_FIRST)
    .limit(1);
  if (!row) return null;
  const { who, at, comment } = toAuditEntryView(row, { principal, everything: seesWholeLog(principal) });
  return { by: who, at, reason: comment };
}

/**
 * Why an act found no living token, for the console: somebody ended it since the page was drawn, or there is none. The
 * API says the same of both (ruling R19).
 */
export async function whyNotLiving(db: Db, principal: Principal, id: string): Promise<Refusal> {
  const found = await getToken(db, principal, id);
  if (!found.ok) return found.error;
  const end = await endOf(db, principal, id);
  return { kind: "ended_since", by: end?.by ?? null, reason: end?.reason ?? null };
}
