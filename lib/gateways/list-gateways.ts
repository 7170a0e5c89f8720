import "server-only";
import { and, count, desc, eq, isNull } from "drizzle-orm";
import { gateways } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { gatewayColumns, toGatewayView } from "./columns";
import { GATEWAYS_MAX } from "./limits";
import type { GatewayView } from "./view";

const livingOf = (accountId: string) => and(eq(gateways.accountId, accountId), isNull(gateways.revokedAt));

/** The account's living gateways, newest first. */
export async function listGateways(db: Db, principal: Principal): Promise<Result<GatewayView[], Refusal>> {
  const allowed = authorize(principal, { action: "viewGateways", resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  const rows = await db
    .select(gatewayColumns)
    .from(gateways)
    .where(livingOf(principal.accountId))
    .orderBy(desc(gateways.createdAt), gateways.id)
    .limit(GATEWAYS_MAX);
  return ok(rows.map(toGatewayView));
}

/** How many living gateways there are. */
export async function countGateways(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.select({ living: count() }).from(gateways).where(livingOf(accountId));
  return row?.living ?? 0;
}
