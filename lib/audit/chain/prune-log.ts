import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { auditSeals } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { type Db, expectRow } from "@/lib/db/client";
import { recordAuditEntry } from "../record-audit-entry";
import { sealEntries } from "./seal-entries";

type Pruning = {
  readonly account: { readonly id: string; readonly name: string };
  readonly by: Principal;
  /** Entries of before this instant, in epoch milliseconds, go. */
  readonly before: number;
};

/**
 * Removes an account's oldest entries, those before an instant, so that what is left still verifies (security 3.13). First a
 * checkpoint is written and sealed: the number and the link up to which they go. Then `owner`, whoever owns the tables, removes
 * them all in one transaction. Answers how many went; to be called only for a log that verifies.
 */
export async function pruneLog(db: Db, owner: Db, { account, by, before }: Pruning): Promise<number> {
  await sealEntries(db);
  const last = await lastBefore(owner, account.id, before);
  if (last === null) return 0;
  await db.transaction((tx) =>
    recordAuditEntry(tx, by, {
      kind: "account",
      action: "pruneAuditLog",
      resource: "acct",
      target: account,
      details: { through: last.seq, mac: last.mac.toString("hex"), before },
    }),
  );
  await sealEntries(db);
  return remove(owner, account.id, last.seq);
}

/** The last entry that goes: none behind it is older than the instant. Null where nothing goes. */
async function lastBefore(owner: Db, accountId: string, before: number) {
  return owner.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    const { rows } = await tx.execute<{ first: string | null; seq: string | null }>(sql`
      select min(s.seq) as first, coalesce(min(s.seq) filter (where e.at >= to_timestamp(${before}::float8 / 1000)) - 1, max(s.seq)) as seq
      from audit_seals s left join audit_entries e on e.id = s.entry_id where s.account_id = ${accountId}`);
    const { first, seq } = expectRow(rows[0]);
    if (first === null || Number(seq) < Number(first)) return null;
    const [place] = await tx
      .select({ seq: auditSeals.seq, mac: auditSeals.mac })
      .from(auditSeals)
      .where(and(eq(auditSeals.accountId, accountId), eq(auditSeals.seq, Number(seq))));
    return expectRow(place);
  });
}

/** All or none: half of it would look like a log that was cut. */
async function remove(owner: Db, accountId: string, through: number): Promise<number> {
  return owner.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local latchkey.pruning = 'on'`);
    const old = sql`account_id = ${accountId} and seq <= ${through}`;
    await tx.execute(
      sql`delete from audit_entries where account_id = ${accountId} and id in (select entry_id from audit_seals where ${old})`,
    );
    const { rowCount } = await tx.execute(sql`delete from audit_seals where ${old}`);
    return rowCount ?? 0;
  });
}
