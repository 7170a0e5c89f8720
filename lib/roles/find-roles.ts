import "server-only";
import { and, inArray, or } from "drizzle-orm";
import { customRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { HeldRole } from "@/lib/principals/held-roles";
import { visibleRoles } from "./list-roles";

/**
 * The living roles in the principal's view that are named by key or id, in the order given and each once. `field` is the
 * input's name for them, for the refusal of one that is not there, or that they cannot see (invariant I17).
 */
export async function findRoles(
  db: Db | Tx,
  principal: Principal,
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
      version: customRoles.version,
    })
    .from(customRoles)
    .where(
      and(visibleRoles(db, principal), or(inArray(customRoles.id, [...named]), inArray(customRoles.key, [...named]))),
    );
  const found: HeldRole[] = [];
  for (const name of named) {
    const row = rows.find(({ id }) => id === name) ?? rows.find(({ key }) => key === name);
    if (!row) return err({ kind: "invalid_input", fields: { [field]: [`There is no custom role ${name}.`] } });
    if (!found.some(({ id }) => id === row.id)) found.push({ ...row, deleted: false });
  }
  return ok(found);
}
