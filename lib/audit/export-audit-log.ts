import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { accounts, auditEntries } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { selectEntries, toAuditEntryDetail } from "./columns";
import { beyond, NEWEST_FIRST } from "./conditions";
import { cursorOf } from "./cursor";
import { CSV_HEAD, csvLine, jsonLine } from "./export-lines";
import type { AuditLogExport } from "./input";
import { EXPORT } from "./permissions";
import { recordAuditEntry } from "./record-audit-entry";
import { filtered } from "./search-audit-log";
import { visibleEntries } from "./visibility";

const BATCH = 500;
const FORMS = { csv: { head: CSV_HEAD, line: csvLine }, jsonl: { head: "", line: jsonLine } } as const;

/**
 * The entries of a filter as a file, a piece at a time, newest first: what was written before it began, read in batches, so
 * that neither memory nor a transaction grows with the log. That it is taken is in the log before its first line leaves.
 */
export async function exportAuditLog(
  db: Db,
  principal: Principal,
  { format, ...filter }: AuditLogExport,
): Promise<Result<AsyncGenerator<string>, Refusal>> {
  const allowed = authorize(principal, EXPORT);
  if (!allowed.ok) return allowed;
  const proven = provenLately(principal);
  if (!proven.ok) return proven;
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return visible;
  const until = await begin(db, principal, { format, ...filter });
  const asked = await filtered(db, principal.accountId, filter);
  const where = and(visible.value.where, asked, lt(auditEntries.at, sql`${until}::timestamptz`));
  const looker = { principal, everything: visible.value.everything };
  const { head, line } = FORMS[format];

  async function* pieces() {
    if (head) yield head;
    for (let from: string | undefined; ; ) {
      const rows = await selectEntries(db, and(where, beyond(from)))
        .orderBy(...NEWEST_FIRST)
        .limit(BATCH);
      if (rows.length > 0) yield rows.map((row) => line(toAuditEntryDetail(row, looker))).join("");
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      from = cursorOf(last);
    }
  }
  return ok(pieces());
}

/** Notes that the log is taken, and answers with the instant up to which it is, to the microsecond. */
async function begin(db: Db, principal: Principal, { format, ...filter }: AuditLogExport): Promise<string> {
  return db.transaction(async (tx) => {
    const [account] = await tx
      .select({ id: accounts.id, name: accounts.name, now: sql<string>`clock_timestamp()::text` })
      .from(accounts)
      .where(eq(accounts.id, principal.accountId));
    const { now, ...target } = expectRow(account);
    await recordAuditEntry(tx, principal, {
      kind: "account",
      action: EXPORT.action,
      resource: ACCOUNT,
      target,
      details: { format, filter },
    });
    return now;
  });
}
