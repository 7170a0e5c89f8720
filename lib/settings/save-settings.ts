import "server-only";
import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { expectRow, type Tx } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import type { SettingsAction } from "./view";

type Columns = Partial<typeof accounts.$inferInsert>;
type Saving<T> = {
  /** As they were when the editor read them, as they are now, and as they are to be. */
  readonly seen: T;
  readonly present: T;
  readonly asked: T;
  /** What else has to be locked or moved before they are written. */
  readonly settle?: () => PromiseLike<unknown>;
};

/** The one way in which settings change: allowed, unchanged since they were seen, written, and told in one entry. The account is locked. */
export async function saveSettings<T extends Columns>(
  tx: Tx,
  actor: Principal,
  action: SettingsAction,
  { seen, present, asked, settle }: Saving<T>,
): Promise<Result<null, Refusal>> {
  const allowed = authorize(actor, { action, resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  if (!isDeepStrictEqual(seen, present)) return err({ kind: "changed_since", what: "page" });
  const fields = (Object.keys(asked) as (keyof T)[]).filter((field) => asked[field] !== present[field]);
  if (fields.length === 0) return ok(null);
  await settle?.();
  const only = (state: T) => Object.fromEntries(fields.map((field) => [field, state[field]]));
  const [row] = await tx
    .update(accounts)
    .set(only(asked))
    .where(eq(accounts.id, actor.accountId))
    .returning({ id: accounts.id, name: accounts.name });
  await recordAuditEntry(tx, actor, {
    kind: "account",
    action,
    resource: ACCOUNT,
    target: expectRow(row),
    details: { before: only(present), after: only(asked) },
  });
  return ok(null);
}
