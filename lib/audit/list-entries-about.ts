import "server-only";
import { and, gte, inArray } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { selectEntries, toAuditEntryView } from "./columns";
import { beyond, NEWEST_FIRST } from "./conditions";
import { cursorOf } from "./cursor";
import type { AuditEntryView } from "./view";
import { visibleEntries } from "./visibility";

type Asked = {
  /** Ids of what it was done to. */
  readonly targets: readonly string[];
  /** Only these acts; all if left out. */
  readonly actions?: readonly string[];
  /** Only since that instant, in epoch milliseconds. */
  readonly after?: number;
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor?: string | undefined;
};

/**
 * What was done to a few things, as far as the principal sees it: newest first, read from the index of targets. `next` is
 * the cursor of the page that follows, null for none.
 */
export async function listEntriesAbout(
  db: Db,
  principal: Principal,
  { targets, actions, after, limit, cursor }: Asked,
): Promise<Result<{ items: AuditEntryView[]; next: string | null }, Refusal>> {
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return visible;
  const where = and(
    visible.value.where,
    inArray(auditEntries.targetId, [...targets]),
    actions && inArray(auditEntries.action, [...actions]),
    after === undefined ? undefined : gte(auditEntries.at, new Date(after)),
    beyond(cursor),
  );
  const rows = await selectEntries(db, where)
    .orderBy(...NEWEST_FIRST)
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const looker = { principal, everything: visible.value.everything };
  return ok({
    items: shown.map((row) => toAuditEntryView(row, looker)),
    next: rows.length > limit && last ? cursorOf(last) : null,
  });
}
