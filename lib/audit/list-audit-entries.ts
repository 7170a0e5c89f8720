import "server-only";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { selectActs, selectEntries, toAuditEntryView } from "./columns";
import { beyond, NEWEST_FIRST } from "./conditions";
import { cursorOf, millisOf, type Place } from "./cursor";
import type { AuditQuery } from "./input";
import { SCANNED_MAX } from "./limits";
import { matching, selectionOf } from "./matching";
import type { AuditPage } from "./view";
import { visibleEntries } from "./visibility";

const BATCH = 500;

/**
 * One page of the log as far as the principal sees it, newest first. A specifier and statements are held against at
 * most `SCANNED_MAX` entries; where that ends a page early, the next one goes on, so that the walk stays complete.
 */
export async function listAuditEntries(
  db: Db,
  principal: Principal,
  query: AuditQuery,
): Promise<Result<AuditPage, Refusal>> {
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return visible;
  const where = and(visible.value.where, await matching(db, principal.accountId, query));
  const selects = selectionOf(query);
  const { rows, next } = selects
    ? await selectedPage(db, principal.accountId, where, query, selects)
    : await plainPage(db, where, query);
  const looker = { principal, everything: visible.value.everything };
  const items = rows.map((row) => toAuditEntryView(row, looker));
  return ok({ items, next: next && { before: millisOf(next) + 1, cursor: cursorOf(next) } });
}

async function plainPage(db: Db, where: SQL | undefined, { cursor, limit }: AuditQuery) {
  const found = await selectEntries(db, and(where, beyond(cursor)))
    .orderBy(...NEWEST_FIRST)
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1) ?? null) : null };
}

async function selectedPage(
  db: Db,
  accountId: string,
  where: SQL | undefined,
  query: AuditQuery,
  selects: NonNullable<ReturnType<typeof selectionOf>>,
) {
  const { ids, next } = await scan(db, where, query, selects);
  if (ids.length === 0) return { rows: [], next };
  const these = and(eq(auditEntries.accountId, accountId), inArray(auditEntries.id, ids));
  return { rows: await selectEntries(db, these).orderBy(...NEWEST_FIRST), next };
}

/** The ids of the next entries that are selected, and where to go on if there may be more. */
async function scan(
  db: Db,
  where: SQL | undefined,
  { cursor, limit }: AuditQuery,
  selects: NonNullable<ReturnType<typeof selectionOf>>,
): Promise<{ ids: string[]; next: Place | null }> {
  const found: Place[] = [];
  let from = cursor;
  for (let scanned = 0; scanned < SCANNED_MAX; scanned += BATCH) {
    const acts = await selectActs(db, and(where, beyond(from)))
      .orderBy(...NEWEST_FIRST)
      .limit(BATCH);
    for (const act of acts.filter(selects)) {
      if (found.length === limit) return { ids: found.map(({ id }) => id), next: found.at(-1) ?? null };
      found.push(act);
    }
    const last = acts.at(-1);
    if (!last || acts.length < BATCH) return { ids: found.map(({ id }) => id), next: null };
    if (scanned + BATCH >= SCANNED_MAX) return { ids: found.map(({ id }) => id), next: last };
    from = cursorOf(last);
  }
  throw new Error("a scan without a batch");
}
