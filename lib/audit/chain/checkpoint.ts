import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { auditEntries, auditSeals } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";
import { isAsSigned } from "../sign-entry";
import { chainEntryColumns } from "./columns";
import { NOTHING_BEFORE } from "./link";

/** Where what is left of a chain holds on: so many entries were removed before, and this was the last one's link. */
export type Beginning = { readonly pruned: number; readonly mac: Buffer };

const WHOLE: Beginning = { pruned: 0, mac: NOTHING_BEFORE };

/**
 * Where an account's chain begins: at its first entry, or behind a checkpoint that stands in it. Only whoever has the keys can
 * write one, and it lets go of no other number than its own; so a beginning without one is one that was cut off.
 */
export async function beginningOf(tx: Tx, accountId: string): Promise<Beginning> {
  const [first] = await tx
    .select({ seq: auditSeals.seq })
    .from(auditSeals)
    .where(eq(auditSeals.accountId, accountId))
    .orderBy(asc(auditSeals.seq))
    .limit(1);
  if (!first || first.seq === 1) return WHOLE;
  const checkpoints = await tx
    .select(chainEntryColumns)
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        eq(auditEntries.kind, "account"),
        eq(auditEntries.action, "pruneAuditLog"),
      ),
    );
  const found = checkpoints.filter(isAsSigned).find(({ details }) => details["through"] === first.seq - 1);
  return found ? { pruned: first.seq - 1, mac: Buffer.from(String(found.details["mac"]), "hex") } : WHOLE;
}
