import type { AuditQuery } from "@/lib/audit/input";
import type { AuditPage } from "@/lib/audit/view";
import { link } from "../reps";

/**
 * The links of a page: `self`, and `next` if there may be more. The next page begins `before` the last entry's
 * millisecond has passed and beyond the entry that `cursor` names, so that of several in one millisecond none is lost
 * and none repeated. After a POST the same body goes with the link.
 */
export function pageLinks({ statements: _, ...query }: AuditQuery, next: AuditPage["next"]) {
  return { self: to(query), ...(next ? { next: to({ ...query, ...next }) } : {}) };
}

function to({ limit, q, ...others }: Omit<AuditQuery, "statements">) {
  const asked = Object.entries({ limit, ...(q === "" ? {} : { q }), ...others });
  const given = asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return link(`/api/v2/auditlog?${new URLSearchParams(given)}`);
}
