import "server-only";
import { and, asc, count, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { customRoles, memberRoles } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Db, Tx } from "@/lib/db/client";
import { selectRoles, toRoleView } from "./columns";
import { roleResource } from "./resource";
import type { RolePage } from "./view";

/** The account's living roles, by name; somebody without any view of roles sees only those that they hold. */
export async function listRoles(
  db: Db,
  principal: Principal,
  { limit, offset }: { limit: number; offset: number },
): Promise<RolePage> {
  const where = visibleRoles(db, principal);
  const [rows, [counted]] = await Promise.all([
    selectRoles(db, where).orderBy(asc(customRoles.name), asc(customRoles.id)).limit(limit).offset(offset),
    db.select({ total: count() }).from(customRoles).where(where),
  ]);
  return { items: rows.map(toRoleView), total: counted?.total ?? 0 };
}

/** The living roles that a principal can see. */
export function visibleRoles(db: Db | Tx, principal: Principal): SQL | undefined {
  const living = and(eq(customRoles.accountId, principal.accountId), isNull(customRoles.deletedAt));
  if (may(principal, { action: "viewRole", resource: roleResource() })) return living;
  const held = db
    .select({ id: memberRoles.roleId })
    .from(memberRoles)
    .where(and(eq(memberRoles.memberId, principal.memberId ?? ""), eq(memberRoles.accountId, principal.accountId)));
  return and(living, inArray(customRoles.id, held));
}
