import type { BasePermissions } from "@/lib/core/base-role";
import { customRolePolicy } from "@/lib/policy/base-roles";
import type { Grants, Statement } from "@/lib/policy/statement";

/** A role alone, placeholders and all, as if somebody had only it. */
export function roleGrants({
  policy: statements,
  basePermissions,
}: {
  policy: readonly Statement[];
  basePermissions: BasePermissions;
}): Grants {
  return [{ kind: "declared", policies: [customRolePolicy({ id: "", name: "", statements, basePermissions }, null)] }];
}
