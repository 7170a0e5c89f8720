import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { selectEntries, toAuditEntryView } from "./columns";
import type { AuditLogFilter } from "./input";
import { doneBy } from "./search-audit-log";
import { visibleEntries } from "./visibility";

/** What the ids of a filter are called, as far as entries that the principal sees tell it: null where none does. */
export async function nameFilter(
  db: Db,
  principal: Principal,
  { who, object }: Pick<AuditLogFilter, "who" | "object">,
): Promise<{ who: string | null; object: string | null }> {
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return { who: null, object: null };
  const { where, everything } = visible.value;
  const one = async (more: ReturnType<typeof eq> | undefined) => {
    const [row] = await selectEntries(db, and(where, more)).orderBy(desc(auditEntries.at)).limit(1);
    return row ? toAuditEntryView(row, { principal, everything }) : null;
  };
  const [actor, target] = await Promise.all([
    who && who.kind !== "operator" ? one(await doneBy(db, principal.accountId, who)) : null,
    object === undefined ? null : one(eq(auditEntries.targetId, object)),
  ]);
  return { who: actor?.who ?? null, object: target?.target.name ?? null };
}
