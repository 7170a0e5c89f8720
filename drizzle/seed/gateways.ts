import "server-only";
import { sql } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { createGateway } from "@/lib/gateways/create-gateway";
import { saveRoutesInput } from "@/lib/routes/input";
import { saveRoutes } from "@/lib/routes/save-routes";

const GATEWAYS = [
  { name: "billing service", asksBy: "names", calls: 0 },
  { name: "edge nginx", asksBy: "routes", calls: 184_203 },
] as const;

const ROUTES = [
  { methods: ["GET"], path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" },
  { methods: ["POST"], path: "/orders/{id}/refunds", action: "refundOrder", resource: "api/orders:order/{id}" },
  { methods: ["GET"], path: "/orders", action: "listOrders", resource: "api/orders" },
  { host: "admin.acme.example", path: "/**", action: "administer", resource: "api/admin" },
];

/** Gateways in front of some services, one of them busy, and the rules that one of them goes by. */
export async function seedGateways(db: Db, boss: Principal): Promise<void> {
  for (const { calls, ...input } of GATEWAYS) {
    const made = await createGateway(db, boss, input);
    if (!made.ok) throw new Error(`the demo's gateway was refused: ${made.error.kind}`);
    await db.execute(sql`
      update gateways set created_at = now() - interval '40 days' where id = ${made.value.gateway.id}`);
    if (calls > 0)
      await db.execute(sql`
        insert into gateway_uses (gateway_id, account_id, calls, last_at)
        values (${made.value.gateway.id}, ${boss.accountId}, ${calls}, now() - interval '3 minutes')`);
  }
  const saved = await saveRoutes(db, boss, saveRoutesInput.parse({ seen: null, routes: ROUTES }));
  if (!saved.ok) throw new Error(`the demo's route rules were refused: ${saved.error.kind}`);
}
