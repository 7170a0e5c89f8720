import * as en from "@/components/messages/en";
import type { TokenRole } from "@/lib/core/base-role";
import { tokenPolicy } from "@/lib/policy/base-roles";
import { ROLE_NAME_MAX } from "@/lib/roles/limits";
import type { RoleView } from "@/lib/roles/view";
import type { Draft } from "./role-draft";

/** A draft that begins as a custom role is. */
export function copyOfRole({ name, description, basePermissions, policy }: RoleView): Draft {
  return { name: copied(name), description, basePermissions, policy };
}

/** A draft that gives what a built-in role does; what a Reader has of it is the floor, which also holds the making of own tokens. */
export function copyOfBuiltIn(role: TokenRole): Draft {
  const floor = role === "reader" || role === "writer" ? "reader" : "no_access";
  const viewing = JSON.stringify(tokenPolicy("reader").statements[0]);
  const { statements } = tokenPolicy(role);
  const policy = floor === "reader" ? statements.filter((each) => JSON.stringify(each) !== viewing) : statements;
  return { name: copied(en.create.roles[role][0]), description: "", basePermissions: floor, policy };
}

const copied = (name: string) => en.roleEdit.copyOf(name).slice(0, ROLE_NAME_MAX);
