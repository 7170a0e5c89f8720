import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { auditEntries, accessTokens as t } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { auditRow } from "@/lib/audit/record-audit-entry";
import type { AuditAction } from "@/lib/audit/words";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import type { BulkInput } from "../list-input";
import type { BulkFailure, BulkOutcome } from "../list-view";
import { authorizeManaging, tokenResource } from "../permissions";
import { visibleTokens } from "../visibility";
import { type BulkRow, lockTokens, ownedOf, selectBulkTokens } from "./bulk-tokens";
import { previewBulk } from "./preview-bulk";

/** An act on many tokens at once: what it is called in the log, and what it writes. */
export type BulkAct = {
  readonly action: AuditAction<"token">;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whether a token is so already: then nothing is written, and it counts as done. */
  readonly isSo: (row: BulkRow) => boolean;
  readonly write: (tx: Tx, accountId: string, ids: readonly string[], reason: string) => Promise<void>;
};

/**
 * Does one thing to at most `BULK_BATCH` tokens in one transaction, with an entry in the log for each; a token that is gone
 * or may not be managed is left and named, the others are done. Where the caller says what they expected of the whole
 * selection and it has changed since, nothing is done. All four acts of ending and pausing take the right to end.
 */
export async function actOnTokens(
  db: Db,
  principal: Principal,
  { ids, reason, check }: BulkInput,
  act: BulkAct,
): Promise<Result<BulkOutcome, Refusal>> {
  if (check && (await previewBulk(db, principal, check.selection)).expected !== check.expected) {
    return err({ kind: "changed_since", what: "access token" });
  }
  return change(db, principal, (tx, actor) => actWithin(tx, actor, { ids, reason }, act), { lockAccount: true });
}

async function actWithin(
  tx: Tx,
  actor: Principal,
  { ids, reason }: Pick<BulkInput, "ids" | "reason">,
  act: BulkAct,
): Promise<Result<BulkOutcome, Refusal>> {
  const { accountId } = actor;
  const asked = [...new Set(ids)];
  const known = asked.filter(isId);
  await lockTokens(tx, accountId, known);
  const rows = await selectBulkTokens(
    tx,
    and(eq(t.accountId, accountId), visibleTokens(actor, true), inArray(t.id, known)),
  );
  const failed = asked.flatMap(
    (id) =>
      failureOf(
        actor,
        id,
        rows.find((row) => row.id === id),
      ) ?? [],
  );
  const left = new Set(failed.map(({ id }) => id));
  const fresh = rows.filter((row) => !left.has(row.id) && !act.isSo(row));
  if (fresh.length > 0) {
    await act.write(
      tx,
      accountId,
      fresh.map(({ id }) => id),
      reason,
    );
    await tx.insert(auditEntries).values(fresh.map((row) => entryOf(actor, row, act, reason)));
  }
  return ok({ done: asked.filter((id) => !left.has(id)), failed });
}

/** Of a token out of the principal's view no more is said than of one that is not there (ruling R9). */
function failureOf(actor: Principal, id: string, row: BulkRow | undefined): BulkFailure | null {
  if (!row || row.ended) return { id, name: row?.name ?? "", why: "gone" };
  const allowed = authorizeManaging(actor, ownedOf(row), "deleteAccessToken");
  return allowed.ok ? null : { id, name: row.name, why: "forbidden" };
}

function entryOf(actor: Principal, row: BulkRow, { action, details = {} }: BulkAct, reason: string) {
  const target = { id: row.id, name: row.name };
  return auditRow(actor, {
    kind: "token",
    action,
    resource: tokenResource(ownedOf(row)),
    target,
    details,
    comment: reason || null,
  });
}
