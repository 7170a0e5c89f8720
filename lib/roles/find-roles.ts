import "server-only";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { customRoles } from "@/drizzle/schema";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { HeldRole } from "@/lib/principals/held-roles";

/**
 * The living roles of the account that are named by key or id, in the order given and each once. `field` is the
 * input's name for them, for the refusal of one that is not there.
 */
export async function findRoles(
  db: Db | Tx,
  accountId: string,
  named: readonly string[],
  field: string,
): Promise<Result<HeldRole[], Refusal>> {
  if (named.length === 0) return ok([]);
  const rows = await db
    .select({
      id: customRoles.id,
      key: customRoles.key,
      name: customRoles.name,
      basePermissions: customRoles.basePermissions,
      policy: customRoles.policy,
    })
    .from(customRoles)
    .where(
      and(
        eq(customRoles.accountId, accountId),
        isNull(customRoles.deletedAt),
        or(inArray(customRoles.id, [...named]), inArray(customRoles.key, [...named])),
      ),
    );
  const found: HeldRole[] = [];
  for (const name of named) {
    const row = rows.find(({ id }) => id === name) ?? rows.find(({ key }) => key === name);
    if (!row) return err({ kind: "invalid_input", fields: { [field]: [`There is no custom role ${name}.`] } });
    if (!found.some(({ id }) => id === row.id)) found.push({ ...row, deleted: false });
  }
  return ok(found);
}
