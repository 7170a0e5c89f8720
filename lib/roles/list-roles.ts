import "server-only";
import { and, asc, count, eq, ilike, inArray, isNull, or, type SQL } from "drizzle-orm";
import { customRoles, memberRoles } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { literally } from "@/lib/core/text";
import type { Db, Tx } from "@/lib/db/client";
import { selectRoles, toRoleView } from "./columns";
import { roleResource } from "./resource";
import type { RolePage } from "./view";

/**
 * The account's living roles, by name; somebody without any view of roles sees only those that they hold. `q` is a part of a
 * name, a key or a description.
 */
export async function listRoles(
  db: Db,
  principal: Principal,
  { limit, offset, q = "" }: { limit: number; offset: number; q?: string },
): Promise<RolePage> {
  const where = and(visibleRoles(db, principal), named(q));
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

function named(q: string): SQL | undefined {
  if (q === "") return undefined;
  const text = `%${literally(q)}%`;
  return or(ilike(customRoles.name, text), ilike(customRoles.key, text), ilike(customRoles.description, text));
}
