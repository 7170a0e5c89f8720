import type { BaseRole } from "./base-role";

const ROLE_NAMES: Record<BaseRole, string> = {
  no_access: "No access",
  reader: "Reader",
  writer: "Writer",
  admin: "Admin",
  owner: "Owner",
};

/** A base role's name as people read it. */
export function roleName(role: BaseRole): string {
  return ROLE_NAMES[role];
}
