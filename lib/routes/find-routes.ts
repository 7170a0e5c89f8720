import "server-only";
import { eq } from "drizzle-orm";
import { gatewayRoutes } from "@/drizzle/schema";
import type { RouteRule } from "@/lib/core/route-rule";
import type { Db, Tx } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import type { RoutesView } from "./view";

const columns = { revision: gatewayRoutes.revision, routes: gatewayRoutes.routes };

/** The account's rules as they are now. */
export async function findRoutes(db: Db | Tx, accountId: string): Promise<RoutesView> {
  const [row] = await db.select(columns).from(gatewayRoutes).where(eq(gatewayRoutes.accountId, accountId));
  return row ?? { revision: null, routes: [] };
}

/** The rules alone, for the doors: by a statement that is prepared once. */
export async function routesOf(db: Db, accountId: string): Promise<readonly RouteRule[]> {
  const [row] = await runPrepared<{ routes: RouteRule[] }>(db, FIND, [accountId]);
  return row?.routes ?? [];
}

const FIND = { name: "find_gateway_routes", text: "select routes from gateway_routes where account_id = $1" };
