import "server-only";
import { and, eq } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { selectEntries, toAuditEntryDetail } from "./columns";
import type { AuditEntryDetail } from "./view";
import { visibleEntries } from "./visibility";

/** One entry with what changed; outside the principal's view it is not found, like one that does not exist. */
export async function getAuditEntry(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<AuditEntryDetail, Refusal>> {
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return visible;
  const missing = err({ kind: "not_found", what: "audit entry" } as const);
  if (!isId(id)) return missing;
  const [row] = await selectEntries(db, and(visible.value.where, eq(auditEntries.id, id)));
  return row ? ok(toAuditEntryDetail(row, { principal, everything: visible.value.everything })) : missing;
}
