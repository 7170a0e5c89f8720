import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { countEntries } from "./columns";
import type { AuditCountQuery } from "./input";
import { COUNTED_MAX } from "./limits";
import { matching, selectionOf } from "./matching";
import type { AuditCounts } from "./view";
import { visibleEntries } from "./visibility";

/**
 * How many entries the principal sees in each part of a time, empty parts too. A specifier and statements are held
 * against at most `COUNTED_MAX` different acts: beyond it the count is refused rather than wrong.
 */
export async function countAuditEntries(
  db: Db,
  principal: Principal,
  query: AuditCountQuery,
): Promise<Result<AuditCounts, Refusal>> {
  const visible = await visibleEntries(db, principal);
  if (!visible.ok) return visible;
  const { after } = query;
  const before = query.before ?? (await nowOf(db));
  if (before <= after)
    return err(invalid(query.before === undefined ? "after" : "before", "Let before lie after after."));
  const intervalMs = Math.ceil((before - after) / query.buckets);
  const where = and(visible.value.where, await matching(db, principal.accountId, { ...query, before }));
  const rows = await countedActs(db, where, { after, intervalMs }, selectionOf(query));
  if (!rows) return err(invalid("after", "That is too much to look through at once. Ask for a shorter time."));

  const counts = new Map<number, number>();
  for (const { bucket, count } of rows) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  const buckets = Array.from({ length: Math.ceil((before - after) / intervalMs) }, (_, i) => ({
    at: after + i * intervalMs,
    count: counts.get(i) ?? 0,
  }));
  return ok({ buckets, total: buckets.reduce((sum, { count }) => sum + count, 0), intervalMs });
}

/** The counts of what is selected, act by act; null if there is too much. */
async function countedActs(
  db: Db,
  where: SQL | undefined,
  { after, intervalMs }: { after: number; intervalMs: number },
  selects: ReturnType<typeof selectionOf>,
) {
  const elapsed = sql`extract(epoch from ${auditEntries.at}) * 1000 - ${after}::bigint`;
  const bucket = sql`floor((${elapsed}) / ${intervalMs}::bigint)`;
  if (!selects) return countEntries(db, bucket, false, where);
  const acts = await countEntries(db, bucket, true, where).limit(COUNTED_MAX + 1);
  return acts.length > COUNTED_MAX ? null : acts.filter(selects);
}

/** The database's clock, the coming millisecond included: what was written until now is counted (invariant I23). */
async function nowOf(db: Db): Promise<number> {
  const answer = await db.execute<{ now: string }>(
    sql`select (floor(extract(epoch from clock_timestamp()) * 1000) + 1)::bigint as now`,
  );
  return Number(expectRow(answer.rows[0]).now);
}

const invalid = (field: string, sentence: string): Refusal => ({
  kind: "invalid_input",
  fields: { [field]: [sentence] },
});
