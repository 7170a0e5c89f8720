import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { MemberStanding } from "@/lib/principals/principals";
import { findRoles } from "@/lib/roles/find-roles";
import type { UpdateMemberInput } from "./input";

/** The standing that the input asks for; what it leaves out stays. */
export async function proposedStanding(
  db: Db | Tx,
  principal: Principal,
  before: MemberStanding,
  { baseRole, roles, roleAttributes }: Pick<UpdateMemberInput, "baseRole" | "roles" | "roleAttributes">,
): Promise<Result<MemberStanding, Refusal>> {
  const found = roles === undefined ? null : await findRoles(db, principal, roles, "roles");
  if (found && !found.ok) return found;
  return ok({
    ...before,
    baseRole: baseRole ?? before.baseRole,
    roles: found?.value ?? before.roles,
    attributes: roleAttributes ?? before.attributes,
  });
}
