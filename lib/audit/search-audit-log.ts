import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { accessTokens, auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { type EntryRow, selectEntries, toAuditEntryView } from "./columns";
import {
  ahead,
  anyOf,
  beyond,
  doneByMember,
  doneThroughToken,
  from,
  NEWEST_FIRST,
  OLDEST_FIRST,
  SORTED,
} from "./conditions";
import { cursorOf } from "./cursor";
import type { AuditLogFilter, AuditLogQuery } from "./input";
import { LOG_COUNTED_MAX, LOG_PAGE_SIZE } from "./limits";
import { within } from "./matching";
import { searched } from "./search-text";
import type { AuditEntryView, AuditLogPage } from "./view";
import { type VisibleEntries, visibleEntries } from "./visibility";

/**
 * One page of the log as the console shows it, newest first, as far as the principal sees it. Pages go on from a place,
 * not from a number, so that a link of any age still leads somewhere; matches are counted up to `LOG_COUNTED_MAX`.
 */
export async function searchAuditLog(
  db: Db,
  principal: Principal,
  { place, ...filter }: AuditLogQuery,
): Promise<Result<AuditLogPage, Refusal>> {
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return visible;
  const where = and(visible.value.where, await filtered(db, principal.accountId, filter));
  const sorted = filter.q !== "" && !visible.value.everything;
  const page = await pageAt(db, where, place, sorted ? SORTED : { newest: NEWEST_FIRST, oldest: OLDEST_FIRST });
  const whole = place === undefined && page.older === null;
  const looker = { principal, everything: visible.value.everything };
  const items = page.rows.map((row) => toAuditEntryView(row, looker));
  const [causes, total] = await Promise.all([
    titlesOf(db, principal, visible.value, items),
    whole ? { count: items.length, more: false } : counted(db, where),
  ]);
  return ok({
    items: items.map((item) => ({ ...item, cause: (item.causedBy && causes.get(item.causedBy)) ?? null })),
    newer: page.newer,
    older: page.older,
    total,
  });
}

/** What the console's filters ask for, each by an index of its own. */
export async function filtered(db: Db, accountId: string, filter: AuditLogFilter): Promise<SQL | undefined> {
  const { who, kinds, acts, object, q } = filter;
  const named = acts.map((act) => {
    const [kind = "", action = ""] = act.split(".");
    return and(sql`${auditEntries.kind} = ${kind}`, eq(auditEntries.action, action));
  });
  // An act narrows its own group, and widens the others.
  const whole = kinds.filter((kind) => !acts.some((act) => act.startsWith(`${kind}.`)));
  const groups = whole.length === 0 ? [] : [anyOf(auditEntries.kind, whole)];
  return and(
    within(filter),
    who === undefined ? undefined : await doneBy(db, accountId, who),
    or(...groups, ...named),
    object === undefined ? undefined : eq(auditEntries.targetId, object),
    await searched(db, accountId, q),
  );
}

/** What somebody, or something, did. */
export async function doneBy(
  db: Db,
  accountId: string,
  who: NonNullable<AuditLogFilter["who"]>,
): Promise<SQL | undefined> {
  if (who.kind === "operator") return eq(auditEntries.actorKind, "operator");
  if (who.kind === "token") return doneThroughToken(who.id);
  const { accountId: account, memberId, kind } = accessTokens;
  const services = await db
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(and(eq(account, accountId), eq(memberId, who.id), eq(kind, "service")));
  return doneByMember(
    who.id,
    services.map(({ id }) => id),
  );
}

type Page = { rows: EntryRow[]; newer: string | null; older: string | null };

type Orders = { readonly newest: readonly SQL[]; readonly oldest: readonly SQL[] };

async function pageAt(db: Db, where: SQL | undefined, place: AuditLogQuery["place"], orders: Orders): Promise<Page> {
  if (place?.toward === "newer") {
    const found = await selectEntries(db, and(where, ahead(place.cursor)))
      .orderBy(...orders.oldest)
      .limit(LOG_PAGE_SIZE + 1);
    if (found.length <= LOG_PAGE_SIZE) return pageAt(db, where, undefined, orders); // the newest page is always a full one
    const rows = found.slice(0, LOG_PAGE_SIZE).reverse();
    return { rows, newer: cursorAt(rows.at(0)), older: cursorAt(rows.at(-1)) };
  }
  const start = place?.toward === "from" ? from(place.cursor) : beyond(place?.cursor);
  const found = await selectEntries(db, and(where, start))
    .orderBy(...orders.newest)
    .limit(LOG_PAGE_SIZE + 1);
  const rows = found.slice(0, LOG_PAGE_SIZE);
  return {
    rows,
    newer: place ? cursorAt(rows[0]) : null,
    older: found.length > LOG_PAGE_SIZE ? cursorAt(rows.at(-1)) : null,
  };
}

const cursorAt = (row: EntryRow | undefined) => (row ? cursorOf(row) : null);

async function counted(db: Db, where: SQL | undefined): Promise<AuditLogPage["total"]> {
  const some = db
    .select({ one: sql<number>`1`.as("one") })
    .from(auditEntries)
    .where(where)
    .limit(LOG_COUNTED_MAX + 1)
    .as("some");
  const [row] = await db.select({ count: sql`count(*)`.mapWith(Number) }).from(some);
  const { count } = expectRow(row);
  return { count: Math.min(count, LOG_COUNTED_MAX), more: count > LOG_COUNTED_MAX };
}

/** The titles of causes, as far as they can be seen. */
async function titlesOf(
  db: Db,
  principal: Principal,
  { where, everything }: VisibleEntries,
  items: readonly AuditEntryView[],
): Promise<Map<string, string>> {
  const ids = [...new Set(items.flatMap(({ causedBy }) => causedBy ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await selectEntries(db, and(where, anyOf(auditEntries.id, ids)));
  return new Map(rows.map((row) => [row.id, toAuditEntryView(row, { principal, everything }).title]));
}
