import "server-only";
import { and, inArray } from "drizzle-orm";
import { customRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { visibleRoles } from "@/lib/roles/list-roles";
import type { TokenFilters } from "../list-view";
import { ownersSeen } from "./facet-choices";

/**
 * The names of the members and custom roles that a list is narrowed by, under the filter's own values. Whoever has no token
 * in the principal's view stays without a name (ruling R9).
 */
export async function filterNames(
  db: Db,
  principal: Principal,
  { owner, role }: Pick<TokenFilters, "owner" | "role">,
): Promise<Record<string, string>> {
  const keys = role.filter((value) => value.startsWith("custom:")).map((value) => value.slice("custom:".length));
  const [people, roles] = await Promise.all([
    owner.length === 0 ? [] : ownersSeen(db, principal, owner),
    keys.length === 0
      ? []
      : db
          .select({ key: customRoles.key, name: customRoles.name })
          .from(customRoles)
          .where(and(visibleRoles(db, principal), inArray(customRoles.key, keys))),
  ]);
  const named = [
    ...people.map(({ value, label }) => [value, label]),
    ...roles.map(({ key, name }) => [`custom:${key}`, name]),
  ];
  return Object.fromEntries(named) as Record<string, string>;
}
