import { authorize, may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import { roleResource } from "./resource";

/** Whether the principal may make custom roles; under the key they choose it is asked again. */
export function mayCreateRole(principal: Principal): Result<null, Refusal> {
  return authorize(principal, { action: "createRole", resource: roleResource() });
}

/** What of a role the console offers the principal. */
export function rolePermissions(principal: Principal, key: string): { edit: boolean; delete: boolean } {
  const resource = roleResource(key);
  return {
    edit: may(principal, { action: "updatePolicy", resource }),
    delete: may(principal, { action: "deleteRole", resource }),
  };
}
