import "server-only";
import { and, asc, gt, gte, like, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { auditEntries, members } from "@/drizzle/schema";
import { literally } from "@/lib/core/text";
import { decide } from "@/lib/policy/decide";
import type { AccessRequest, Grant, Statement } from "@/lib/policy/statement";
import { actorTokens } from "./columns";
import { placeOf } from "./cursor";
import type { AuditCountQuery, AuditQuery } from "./input";

type Filter = Pick<AuditQuery | AuditCountQuery, "before" | "after" | "q" | "spec" | "statements">;

/** Newest first, and within a microsecond by id: word for word the order of the index. */
export const NEWEST_FIRST: readonly SQL[] = [sql`${auditEntries.at} desc nulls last`, asc(auditEntries.id)];

/** What of a filter the database decides: the time, the search, and the beginning of the specifier. */
export function matching({ before, after, q, spec }: Filter): SQL | undefined {
  return and(
    before === undefined ? undefined : lt(auditEntries.at, new Date(before)),
    after === undefined ? undefined : gte(auditEntries.at, new Date(after)),
    spec === undefined ? undefined : like(auditEntries.resource, `${literally(spec.replace(/[*;$].*$/s, ""))}%`),
    searched(q),
  );
}

/** Names of today and names of then, what was done, and why: never what changed, and never an address. */
function searched(q: string): SQL | undefined {
  if (q === "") return undefined;
  const text = `%${literally(q.toLowerCase())}%`;
  const person = sql`${members.firstName} || ' ' || ${members.lastName}`;
  const { targetName, action, comment, operator } = auditEntries;
  return or(
    ...[targetName, action, comment, operator, members.email, person, actorTokens.name].map((column) =>
      like(sql`lower(${column})`, text),
    ),
  );
}

/** What comes after the place that a cursor names, in the order of `NEWEST_FIRST`. */
export function beyond(cursor: string | undefined): SQL | undefined {
  const place = cursor === undefined ? null : placeOf(cursor);
  if (!place) return undefined;
  const at = sql`(timestamptz 'epoch' + ${place.micros}::bigint * interval '1 microsecond')`;
  return and(lte(auditEntries.at, at), or(lt(auditEntries.at, at), gt(auditEntries.id, place.id)));
}

/** Whether an act is selected by the specifier and by the statements; null if neither selects. */
export function selectionOf({ spec, statements }: Filter): ((act: AccessRequest) => boolean) | null {
  const covered: Statement[] = spec === undefined ? [] : [{ effect: "allow", actions: ["*"], resources: [spec] }];
  const policies = [...(spec === undefined ? [] : [covered]), ...(statements === undefined ? [] : [statements])];
  const [first, ...others] = policies.map(
    (policy): Grant => ({ kind: "declared", policies: [{ source: { kind: "inline" }, statements: policy }] }),
  );
  return first === undefined ? null : (act) => decide([first, ...others], act).effect === "allow";
}
