import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { accessTokens, customRoles, memberRoles, members, tokenRoles } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import type { RoleView } from "./view";

// In a query of one table Drizzle leaves the table's name away, and a bare "id" would be the inner table's.
const ROLE_ID = sql.raw(`"custom_roles"."id"`);

const holders = sql<number>`(select count(*) from ${memberRoles} h join ${members} m on m.id = h.member_id
  where h.role_id = ${ROLE_ID} and m.removed_at is null)`.mapWith(Number);
const scoped = (kind: "personal" | "service") =>
  sql<number>`(select count(*) from ${tokenRoles} h join ${accessTokens} t on t.id = h.token_id
    where h.role_id = ${ROLE_ID} and t.kind = ${kind} and t.revoked_at is null and t.deactivated_at is null)`.mapWith(
    Number,
  );

const roleColumns = {
  id: customRoles.id,
  key: customRoles.key,
  name: customRoles.name,
  description: customRoles.description,
  basePermissions: customRoles.basePermissions,
  resourceCategory: customRoles.resourceCategory,
  policy: customRoles.policy,
  version: customRoles.version,
  createdAt: customRoles.createdAt,
  modifiedAt: customRoles.modifiedAt,
  members: holders,
  personalTokens: scoped("personal"),
  serviceTokens: scoped("service"),
};

/** A query for role rows that the caller narrows; `account_id` is the caller's to give. */
export function selectRoles(db: Db | Tx, where: SQL | undefined) {
  return db.select(roleColumns).from(customRoles).where(where).$dynamic();
}

/** The view of a row. */
export function toRoleView(row: Awaited<ReturnType<typeof selectRoles>>[number]): RoleView {
  const { members: held, personalTokens, serviceTokens, createdAt, modifiedAt, ...rest } = row;
  return {
    ...rest,
    createdAt: createdAt.getTime(),
    modifiedAt: modifiedAt.getTime(),
    assignedTo: { members: held, personalTokens, serviceTokens },
  };
}
