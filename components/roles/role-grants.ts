import type { BasePermissions } from "@/lib/core/base-role";
import { customRolePolicy } from "@/lib/policy/base-roles";
import type { Grants, Statement } from "@/lib/policy/statement";

type Written = { policy: readonly Statement[]; basePermissions: BasePermissions };

/**
 * A role alone, as if somebody had only it. What a holder fills in stands as the name `holder.projectKey`: an open
 * placeholder matches nothing, and a picture of the role, or of a change to it, would leave its statements out.
 */
export function roleGrants({ policy, basePermissions }: Written): Grants {
  const role = { id: "", name: "", statements: policy.map(filledIn), basePermissions };
  return [{ kind: "declared", policies: [customRolePolicy(role, null)] }];
}

function filledIn({ resources, notResources, ...rest }: Statement): Statement {
  return {
    ...rest,
    ...(resources && { resources: resources.map(named) }),
    ...(notResources && { notResources: notResources.map(named) }),
  };
}

const named = (pattern: string) => pattern.replaceAll(/\$\{roleAttribute\/([^}]+)\}/g, "holder.$1");
