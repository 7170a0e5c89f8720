import "server-only";
import { and, count, desc, eq, isNull, type SQL } from "drizzle-orm";
import { gateways, gatewayUses, members } from "@/drizzle/schema";
import { authorize, may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { listInstances } from "@/lib/leases/list-instances";
import { displayName } from "@/lib/members/view";
import { ACCOUNT } from "@/lib/policy/resource";
import { gatewayColumns, makerColumns, useColumns } from "./columns";
import { GATEWAYS_MAX } from "./limits";
import type { GatewaysPage, GatewayView } from "./view";

const livingOf = (accountId: string) => and(eq(gateways.accountId, accountId), isNull(gateways.revokedAt));

/** The account's living gateways, newest first. */
export async function listGateways(db: Db, principal: Principal): Promise<Result<GatewayView[], Refusal>> {
  const allowed = authorize(principal, { action: "viewGateways", resource: ACCOUNT });
  return allowed.ok ? ok(await selectGateways(db, livingOf(principal.accountId))) : allowed;
}

/** The same, with the processes that answer them from memory and what the principal may do. */
export async function gatewaysPage(db: Db, principal: Principal): Promise<Result<GatewaysPage, Refusal>> {
  const [listed, instances] = await Promise.all([listGateways(db, principal), listInstances(db, principal.accountId)]);
  if (!listed.ok) return listed;
  const can = (action: string) => may(principal, { action, resource: ACCOUNT });
  return ok({
    gateways: listed.value,
    instances,
    rights: { create: can("createGateway"), revoke: can("deleteGateway") },
  });
}

/** How many living gateways there are. */
export async function countGateways(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.select({ living: count() }).from(gateways).where(livingOf(accountId));
  return row?.living ?? 0;
}

/** Gateways with their use and maker, newest first. The condition names the account. */
export async function selectGateways(db: Db | Tx, which: SQL | undefined): Promise<GatewayView[]> {
  const rows = await db
    .select({ gateway: gatewayColumns, use: useColumns, maker: makerColumns })
    .from(gateways)
    .leftJoin(gatewayUses, and(eq(gatewayUses.gatewayId, gateways.id), eq(gatewayUses.accountId, gateways.accountId)))
    .leftJoin(members, and(eq(members.id, gateways.createdBy), eq(members.accountId, gateways.accountId)))
    .where(which)
    .orderBy(desc(gateways.createdAt), gateways.id)
    .limit(GATEWAYS_MAX);
  return rows.map(({ gateway, use, maker }) => ({
    ...gateway,
    createdAt: gateway.createdAt.getTime(),
    maker: maker && displayName(maker),
    calls: use?.calls ?? 0,
    lastUsedAt: use?.lastAt.getTime() ?? null,
  }));
}
