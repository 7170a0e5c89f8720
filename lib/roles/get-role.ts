import "server-only";
import { and, eq, or } from "drizzle-orm";
import { customRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { selectRoles, toRoleView } from "./columns";
import { visibleRoles } from "./list-roles";
import type { RoleView } from "./view";

/** One living role by its key or id; outside the principal's view it is not found. A key is compared exactly. */
export async function getRole(db: Db | Tx, principal: Principal, keyOrId: string): Promise<Result<RoleView, Refusal>> {
  const named = or(eq(customRoles.key, keyOrId), isId(keyOrId) ? eq(customRoles.id, keyOrId) : undefined);
  const rows = await selectRoles(db, and(visibleRoles(db, principal), named));
  const row = rows.find(({ id }) => id === keyOrId) ?? rows[0];
  return row ? ok(toRoleView(row)) : err({ kind: "not_found", what: "custom role" });
}
