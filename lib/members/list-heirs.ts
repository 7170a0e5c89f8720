import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { viewMember } from "./get-member";
import { authorizeMember } from "./permissions";
import { displayName, type Heir } from "./view";

const HEIRS_MAX = 1000;

/** Who could look after the service tokens of somebody who is to be removed: those who manage the account first. */
export async function listHeirs(db: Db, principal: Principal, id: string): Promise<Result<Heir[], Refusal>> {
  const found = await viewMember(db, principal, id);
  if (!found.ok) return found;
  const allowed = authorizeMember(principal, found.value, "deleteMember");
  if (!allowed.ok) return allowed;
  const rows = await db
    .select({ id: members.id, email: members.email, firstName: members.firstName, lastName: members.lastName })
    .from(members)
    .where(
      and(
        eq(members.accountId, principal.accountId),
        isNull(members.removedAt),
        isNotNull(members.joinedAt),
        ne(members.id, id),
      ),
    )
    .orderBy(
      desc(inArray(members.baseRole, ["admin", "owner"])),
      asc(members.firstName),
      asc(members.lastName),
      asc(members.id),
    )
    .limit(HEIRS_MAX);
  return ok(rows.map((row) => ({ id: row.id, name: displayName(row) })));
}
