import { z } from "zod";
import type { Principal } from "@/lib/access/principal";
import { countAuditEntries } from "@/lib/audit/count-audit-entries";
import { getAuditEntry } from "@/lib/audit/get-audit-entry";
import type { AuditQuery } from "@/lib/audit/input";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { NOTHING, tokenRoute } from "../token-route";
import { countsRep, entriesRep, entryDetailRep, toEntryDetailRep, toEntryRep } from "./entry-rep";
import { pageLinks } from "./page-links";
import { countsPage, listPage, readPage, searchPage } from "./pages";
import { countQuery, listQuery, statementsBody } from "./query";

const list = tokenRoute(
  {
    method: "get",
    path: "/auditlog",
    summary: "List audit log entries",
    page: listPage,
    params: NOTHING,
    query: listQuery,
    body: NOTHING,
    answer: entriesRep,
    status: 200,
  },
  ({ principal }, { query }, { db }) => page(db, principal, query),
);

const search = tokenRoute(
  {
    method: "post",
    path: "/auditlog",
    summary: "List the audit log entries that statements select",
    page: searchPage,
    params: NOTHING,
    query: listQuery,
    body: statementsBody,
    answer: entriesRep,
    status: 200,
  },
  ({ principal }, { query, body }, { db }) => page(db, principal, { ...query, statements: body }),
);

async function page(db: Db, principal: Principal, query: AuditQuery) {
  const found = await listAuditEntries(db, principal, query);
  if (!found.ok) return found;
  const items = found.value.items.map((entry) => toEntryRep(entry, principal.accountId));
  return ok({ items, _links: pageLinks(query, found.value.next) });
}

const counts = tokenRoute(
  {
    method: "post",
    path: "/auditlog/counts",
    summary: "Count audit log entries over time",
    page: countsPage,
    params: NOTHING,
    query: countQuery,
    body: statementsBody,
    answer: countsRep,
    status: 200,
  },
  async ({ principal }, { query, body }, { db }) => {
    const counted = await countAuditEntries(db, principal, { ...query, statements: body });
    if (!counted.ok) return counted;
    const { buckets, total, intervalMs } = counted.value;
    const each = buckets.map(({ at, count }) => ({ timestamp: at, count }));
    return ok({ buckets: each, totalCount: total, bucketIntervalMs: intervalMs });
  },
);

const read = tokenRoute(
  {
    method: "get",
    path: "/auditlog/{id}",
    summary: "Read an audit log entry",
    page: readPage,
    params: z.object({ id: z.string().max(64) }),
    query: NOTHING,
    body: NOTHING,
    answer: entryDetailRep,
    status: 200,
  },
  async ({ principal }, { params: { id } }, { db }) => {
    const found = await getAuditEntry(db, principal, id);
    return found.ok ? ok(toEntryDetailRep(found.value, principal.accountId)) : found;
  },
);

/** `/auditlog/counts` goes before `/auditlog/{id}`, which would cover it. */
export const auditLogRoutes = [list, search, counts, read];
