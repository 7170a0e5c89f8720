import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { gateways } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import type { RevokeGatewayInput } from "./input";

/** Ends a gateway's credential for good: its next question is refused. */
export async function revokeGateway(
  db: Db,
  principal: Principal,
  { id }: RevokeGatewayInput,
): Promise<Result<{ name: string }, Refusal>> {
  const action = "deleteGateway";
  return change(db, principal, async (tx, actor) => {
    const allowed = authorize(actor, { action, resource: ACCOUNT });
    if (!allowed.ok) return allowed;
    const [ended] = await tx
      .update(gateways)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(gateways.id, id), eq(gateways.accountId, actor.accountId), isNull(gateways.revokedAt)))
      .returning({ name: gateways.name });
    if (!ended) return err({ kind: "not_found", what: "gateway" });
    await recordAuditEntry(tx, actor, { kind: "account", action, resource: ACCOUNT, target: { id, name: ended.name } });
    return ok(ended);
  });
}
