import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { findRoutes } from "./find-routes";
import type { RoutesView } from "./view";

/** The account's rules, for whoever may see its gateways. */
export async function readRoutes(db: Db, principal: Principal): Promise<Result<RoutesView, Refusal>> {
  const allowed = authorize(principal, { action: "viewGateways", resource: ACCOUNT });
  return allowed.ok ? ok(await findRoutes(db, principal.accountId)) : allowed;
}
