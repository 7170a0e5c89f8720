import "server-only";
import { and, gte, like, lt, type SQL } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import { literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { decide } from "@/lib/policy/decide";
import type { AccessRequest, Grant, Statement } from "@/lib/policy/statement";
import type { AuditCountQuery, AuditQuery } from "./input";
import { searched } from "./search-text";

type Filter = Pick<AuditQuery | AuditCountQuery, "before" | "after" | "q" | "spec" | "statements">;

/** What of a filter the database decides: the time, the search, and the beginning of the specifier. */
export async function matching(
  db: Db,
  accountId: string,
  { before, after, q, spec }: Filter,
): Promise<SQL | undefined> {
  return and(
    within({ before, after }),
    spec === undefined ? undefined : like(auditEntries.resource, `${literally(spec.replace(/[*;$].*$/s, ""))}%`),
    await searched(db, accountId, q),
  );
}

/** What was written in a time: `after` belongs to it, `before` does not. */
export function within({
  before,
  after,
}: {
  before?: number | undefined;
  after?: number | undefined;
}): SQL | undefined {
  return and(
    before === undefined ? undefined : lt(auditEntries.at, new Date(before)),
    after === undefined ? undefined : gte(auditEntries.at, new Date(after)),
  );
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
