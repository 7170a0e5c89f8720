import "server-only";
import { and, eq } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { selectEntries, toAuditEntryView } from "@/lib/audit/columns";
import { NEWEST_FIRST } from "@/lib/audit/conditions";
import type { Db } from "@/lib/db/client";
import type { LastSaved, SettingsAction } from "./view";

/** Who saved these settings last, for whoever may see them; null while they are as the account began. */
export async function lastSaved(db: Db, principal: Principal, action: SettingsAction): Promise<LastSaved | null> {
  const { accountId } = principal;
  const [row] = await selectEntries(
    db,
    and(eq(auditEntries.accountId, accountId), eq(auditEntries.targetId, accountId), eq(auditEntries.action, action)),
  )
    .orderBy(...NEWEST_FIRST)
    .limit(1);
  if (!row) return null;
  const { who, at } = toAuditEntryView(row, { principal, everything: false });
  return { by: who, at };
}
