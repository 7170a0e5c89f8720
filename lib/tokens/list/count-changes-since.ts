import "server-only";
import { sql } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import { type Db, expectRow } from "@/lib/db/client";
import type { ChangesQuery } from "../list-input";
import type { Counted } from "../list-view";
import { COUNTED_TO, counted } from "./counts";
import { FROM, tokenSetSql, wholly } from "./set";

/**
 * How many tokens of a set were changed since an instant (epoch milliseconds), as the audit log tells. What an act may just
 * have changed is not asked, so that a token counts which left the set by it.
 */
export async function countChangesSince(
  db: Db,
  principal: Principal,
  { tab, filters, since }: ChangesQuery,
): Promise<Counted> {
  const lasting = { ...filters, status: [], used: null, exp: null, flag: [] };
  const set = await tokenSetSql(db, principal, { tab: tab === "attention" ? "all" : tab, filters: lasting });
  const where = wholly({ ...set, ended: [false, true] });
  const { rows } = await db.execute<{ n: number }>(sql`
    with changed as (
      select distinct target_id from (
        select target_id from audit_entries
        where account_id = ${principal.accountId} and at > timestamptz 'epoch' + ${since}::bigint * interval '1 millisecond'
          and kind = 'token'
        limit ${10 * COUNTED_TO}
      ) entries limit ${COUNTED_TO + 1}
    )
    select count(*)::integer as n ${FROM} where access_tokens.id in (select target_id from changed) and ${where}`);
  return counted(expectRow(rows[0]).n);
}
