import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { customRoleVersions, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { getRole } from "./get-role";
import type { RoleVersionView } from "./view";

/** The saved states of a role, newest first: at most the latest hundred. */
export async function listVersions(
  db: Db,
  principal: Principal,
  keyOrId: string,
): Promise<Result<RoleVersionView[], Refusal>> {
  const found = await getRole(db, principal, keyOrId);
  if (!found.ok) return found;
  const rows = await db
    .select({
      version: customRoleVersions.version,
      name: customRoleVersions.name,
      description: customRoleVersions.description,
      basePermissions: customRoleVersions.basePermissions,
      policy: customRoleVersions.policy,
      savedAt: customRoleVersions.savedAt,
      savedBy: sql<
        string | null
      >`coalesce(nullif(trim(${members.firstName} || ' ' || ${members.lastName}), ''), ${members.email})`,
      comment: customRoleVersions.comment,
    })
    .from(customRoleVersions)
    .leftJoin(members, eq(members.id, customRoleVersions.savedBy))
    .where(and(eq(customRoleVersions.roleId, found.value.id), eq(customRoleVersions.accountId, principal.accountId)))
    .orderBy(desc(customRoleVersions.version))
    .limit(100);
  return ok(rows.map((row) => ({ ...row, savedAt: row.savedAt.getTime() })));
}
