import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { ACCOUNT } from "@/lib/policy/resource";
import { readRoutesFile } from "./file";
import type { RoutesFileRead } from "./view";

/** The rules of a file, or what is wrong with it, for whoever may save them; nothing is changed. */
export function previewRoutesFile(principal: Principal, text: string): Result<RoutesFileRead, Refusal> {
  const allowed = authorize(principal, { action: "updateGatewayRoutes", resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  const read = readRoutesFile(text);
  return ok(read.ok ? { readable: true, routes: read.value } : { readable: false, problems: read.error });
}
