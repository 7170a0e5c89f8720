import * as en from "@/components/messages/en";
import type { Option } from "@/components/ui/listbox";
import { type BaseRole, TOKEN_ROLES, tokenRolesGivenBy } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import type { RoleKind } from "./role-draft";

/** The six entries of the Role menu, each with why it cannot be chosen, if so. */
export function roleOptions(mine: BaseRole): Option<RoleKind>[] {
  const given = tokenRolesGivenBy(mine);
  const base = TOKEN_ROLES.map((role) =>
    option(role, en.create.baseRoles, given.includes(role) ? undefined : en.create.notYours),
  );
  return [...base, option("custom", en.create.tailored), option("inline", en.create.tailored)];
}

function option(value: RoleKind, group: string, reason?: string): Option<RoleKind> {
  const [label, help] = en.create.roles[value];
  return { value, label, help, group, ...(reason === undefined ? {} : { reason }) };
}

/** What stands under the menu for everybody to read: which entries are above the viewer, or what Owner means for an Admin. */
export function roleHelp(mine: BaseRole, chosen: RoleKind): string {
  const given = tokenRolesGivenBy(mine);
  const above = TOKEN_ROLES.filter((role) => !given.includes(role));
  if (given.length === 0) return en.create.noBaseRoles;
  if (above.length > 0) return en.create.above(roleName(mine), above.map(roleName));
  return mine === "admin" && chosen === "owner" ? en.create.adminOwner : en.create.roles[chosen][1];
}
