import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { auditEntries } from "@/drizzle/schema";
import { canonicalJson } from "@/lib/core/canonical-json";
import { getKeys } from "@/lib/keys/keys";

type Row = typeof auditEntries.$inferSelect;

/** What an entry says, but for its instant: that is the database's, and not known yet when the entry is signed. */
export type EntryContent = Omit<Row, "at" | "signature">;

/** The entry without what is not there, which is written nowhere: a column that comes later changes no older entry. */
export function contentOf(row: EntryContent): Readonly<Record<string, unknown>> {
  const { id, accountId, actorKind, kind, action, resource, targetId, targetName, details } = row;
  return {
    id,
    accountId,
    actorKind,
    actorId: row.actorId ?? undefined,
    memberId: row.memberId ?? undefined,
    operator: row.operator ?? undefined,
    kind,
    action,
    resource,
    targetId: targetId ?? undefined,
    targetName: targetName ?? undefined,
    details: details ?? undefined,
    comment: row.comment ?? undefined,
    ip: row.ip ?? undefined,
    requestId: row.requestId ?? undefined,
  };
}

/**
 * A keyed digest that goes into the entry's row with it, so that what somebody writes into the table by hand is told apart
 * before it gets a place in the chain (security 3.13, decision 0028).
 */
export function signatureOf(row: EntryContent): Buffer {
  const { auditEntry } = getKeys();
  return createHmac("sha256", auditEntry)
    .update(`latchkey.audit.entry.v1\0${canonicalJson(contentOf(row))}`)
    .digest();
}

/** Whether the entry is as this installation wrote it; null if it was never signed. */
export function isAsSigned(row: EntryContent & Pick<Row, "signature">): boolean | null {
  if (row.signature === null) return null;
  return row.signature.length === 32 && timingSafeEqual(row.signature, signatureOf(row));
}
