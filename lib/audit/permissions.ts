import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { ACCOUNT } from "@/lib/policy/resource";

export const EXPORT = { action: "exportAuditLog", resource: ACCOUNT } as const;

/** Whether the console offers the principal the log as a file: of the base roles the Owner has it (ux.md 1.3). */
export function mayExport(principal: Principal): boolean {
  return may(principal, EXPORT);
}
