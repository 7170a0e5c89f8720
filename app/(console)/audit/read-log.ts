import { headers } from "next/headers";
import type { Opened } from "@/components/audit/opened";
import type { Principal } from "@/lib/access/principal";
import { getAuditEntry } from "@/lib/audit/get-audit-entry";
import { type AuditLogFilter, type AuditLogQuery, auditLogInput } from "@/lib/audit/input";
import { searchAuditLog } from "@/lib/audit/search-audit-log";
import type { AuditLogItem, AuditLogPage } from "@/lib/audit/view";
import { getDb } from "@/lib/db/client";
import { REQUEST_ID } from "@/lib/http/client-address";
import { getLog } from "@/lib/log/log";

type Asked = { filter: AuditLogFilter; place: AuditLogQuery["place"] | null; entry: string | null };

/** What the page of the log draws: events with the one that is open, or why there are none to draw. */
export type ReadLog =
  | { readonly state: "closed" }
  | { readonly state: "failed"; readonly reference: string }
  | {
      readonly state: "read";
      readonly page: AuditLogPage;
      readonly opened: Opened | null;
      /** The open event, where the filters leave it out. */
      readonly beside: AuditLogItem | null;
      /** An event was asked for that is not there. */
      readonly gone: boolean;
    };

/**
 * Reads one page of the log. An event that is asked for is on it: where it is on none of the filters' newest page, the page
 * begins with it. A log that cannot be read is told on its page, with the reference under which the server's log has why.
 */
export async function readLog(principal: Principal, asked: Asked): Promise<ReadLog> {
  try {
    return await read(principal, asked);
  } catch (error) {
    const reference = (await headers()).get(REQUEST_ID) ?? "";
    getLog().error({ err: error, requestId: reference }, "the audit log could not be read");
    return { state: "failed", reference };
  }
}

async function read(principal: Principal, { filter, place, entry }: Asked): Promise<ReadLog> {
  const db = getDb();
  const search = (at: AuditLogQuery["place"] | null) =>
    searchAuditLog(db, principal, auditLogInput.parse({ ...filter, ...(at && { place: at }) }));
  const [first, found] = await Promise.all([
    search(place),
    entry === null ? null : getAuditEntry(db, principal, entry),
  ]);
  if (!first.ok) return { state: "closed" };
  const open = found?.ok ? found.value : null;
  const on = (page: AuditLogPage) => page.items.find(({ id }) => id === open?.id);
  if (!open || on(first.value)) {
    const opened = open && { entry: open, cause: on(first.value)?.cause ?? null };
    return { state: "read", page: first.value, opened, beside: null, gone: found !== null && !open };
  }
  const from = await search({ cursor: open.place, toward: "from" });
  if (from.ok && on(from.value)) {
    const opened = { entry: open, cause: on(from.value)?.cause ?? null };
    return { state: "read", page: from.value, opened, beside: null, gone: false };
  }
  const beside = { ...open, cause: null };
  return { state: "read", page: first.value, opened: { entry: open, cause: null }, beside, gone: false };
}
