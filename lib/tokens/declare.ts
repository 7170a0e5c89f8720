import "server-only";
import { levelOf } from "@/lib/access/level";
import type { Principal } from "@/lib/access/principal";
import { type TokenRole, tokenRolesGivenBy } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { DeclaredRole } from "@/lib/principals/principals";
import { findRoles } from "@/lib/roles/find-roles";
import type { TokenRoleInput } from "./input";

/**
 * What a token is to declare, as its maker may ask for it. A base role above the maker's own is refused; roles and
 * inline policies may be wider than the maker, since the ceiling holds them back (ruling R6).
 */
export async function declare(
  db: Db | Tx,
  maker: Principal,
  role: TokenRoleInput,
): Promise<Result<DeclaredRole, Refusal>> {
  if (role.source === "inline") return ok(role);
  if (role.source === "custom") {
    const found = await findRoles(db, maker, role.roles, "role");
    return found.ok ? ok({ source: "custom", roles: found.value }) : found;
  }
  const tooHigh = checkBaseRole(maker, role.baseRole);
  return tooHigh ? err(tooHigh) : ok(role);
}

function checkBaseRole(maker: Principal, asked: TokenRole): Refusal | null {
  const given = tokenRolesGivenBy(levelOf(maker.grants));
  if (given.includes(asked)) return null;
  return { kind: "role_too_high", asked, highest: given.at(-1) ?? "no_access" };
}

/** A declared role as the audit log keeps it. */
export function declaredInWords(declared: DeclaredRole) {
  if (declared.source !== "custom") return declared;
  return { source: declared.source, roles: declared.roles.map(({ id, key }) => ({ id, key })) };
}
