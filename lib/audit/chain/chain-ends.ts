import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { expectRow } from "@/lib/db/client";
import { ADOPTED_WITHIN_HOURS } from "./limits";
import { NOTHING_BEFORE } from "./link";

/** Where an account's chain goes on. */
export type ChainEnd = {
  readonly seq: number;
  readonly mac: Buffer;
  /** Whether an entry without a signature may still be one of before there was a chain. */
  readonly adopting: boolean;
};

type Row = { accountId: string; seq: string | null; mac: Buffer | null; adopting: boolean };

/** The ends of these accounts' chains, and the instant of this transaction in microseconds since 1970. */
export async function endsOf(
  tx: Tx,
  accountIds: readonly string[],
): Promise<{ ends: Map<string, ChainEnd>; nowMicros: string }> {
  const { rows } = await tx.execute<Row>(sql`
    select a.id as "accountId", last.seq, last.mac, coalesce(first.adopting, true) as adopting
    from unnest(${sql.param(accountIds)}::text[]) as a (id)
    left join lateral (select seq, mac from audit_seals where account_id = a.id order by seq desc limit 1) last on true
    left join lateral (select state = 'adopted' and sealed_at > now() - ${ADOPTED_WITHIN_HOURS} * interval '1 hour' as adopting
      from audit_seals where account_id = a.id order by seq limit 1) first on true`);
  const clock = await tx.execute<{ now: string }>(sql`select (extract(epoch from now()) * 1000000)::bigint as now`);
  const ends = rows.map(({ accountId, seq, mac, adopting }): [string, ChainEnd] => [
    accountId,
    { seq: Number(seq ?? 0), mac: mac ?? NOTHING_BEFORE, adopting },
  ]);
  return { ends: new Map(ends), nowMicros: expectRow(clock.rows[0]).now };
}
