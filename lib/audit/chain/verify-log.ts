import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { HeadsFile } from "./read-heads-file";
import { type ChainReport, verifyChain } from "./verify-chain";

/** An account, by the name that people know it by, or by its id if there is no such account. */
export type NamedReport = ChainReport & { readonly name: string };

/** Verifies the log of every account that the database, or what was exported from it, knows of. */
export async function verifyLog(db: Db, heads: HeadsFile | null): Promise<NamedReport[]> {
  const exported = [...(heads?.byAccount.keys() ?? [])];
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select known.id, coalesce(accounts.name, known.id) as name
    from (select id from accounts union select account_id from audit_seals union select unnest(${sql.param(exported)}::text[])) known
    left join accounts on accounts.id = known.id order by known.id`);
  const reports: NamedReport[] = [];
  for (const { id, name } of rows)
    reports.push({ name, ...(await verifyChain(db, id, heads && (heads.byAccount.get(id) ?? new Map()))) });
  return reports;
}
