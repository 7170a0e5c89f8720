import "server-only";
import { and, eq } from "drizzle-orm";
import { auditEntries, auditSeals } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";
import { isAsSigned } from "../sign-entry";
import { chainEntryColumns } from "./columns";
import type { KnownHeads } from "./finding";

/** Numbers that were exported and then lost in a restore which somebody accepted, the first and the last. */
export type AcceptedLoss = { readonly from: number; readonly to: number };

/**
 * What was accepted of an account, as signed entries of its log say it: only whoever has the keys can write one, and it stands in
 * the chain like any other.
 */
export async function acceptedLosses(tx: Tx, accountId: string): Promise<AcceptedLoss[]> {
  const entries = await tx
    .select(chainEntryColumns)
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        eq(auditEntries.kind, "account"),
        eq(auditEntries.action, "acceptRestore"),
      ),
    );
  return entries.filter(isAsSigned).map(({ details }) => {
    return { from: Number(details["kept"]) + 1, to: Number(details["exported"]) };
  });
}

/** Exported heads without those that stand for what was lost and accepted: what the chain has there now is another entry's. */
export async function withoutAccepted(
  tx: Tx,
  accountId: string,
  heads: KnownHeads,
  losses: readonly AcceptedLoss[],
): Promise<KnownHeads> {
  const known = new Map(heads);
  for (const [seq, mac] of heads) {
    if (!losses.some(({ from, to }) => seq >= from && seq <= to)) continue;
    const [place] = await tx
      .select({ mac: auditSeals.mac })
      .from(auditSeals)
      .where(and(eq(auditSeals.accountId, accountId), eq(auditSeals.seq, seq)));
    if (!place?.mac.equals(mac)) known.delete(seq);
  }
  return known;
}
