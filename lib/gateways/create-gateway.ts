import "server-only";
import { and, eq } from "drizzle-orm";
import { gateways } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { getKeys, PEPPER_ID, tokenDigest } from "@/lib/keys/keys";
import { mintSecret, secretTail } from "@/lib/keys/secret-format";
import { ACCOUNT } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import type { CreateGatewayInput } from "./input";
import { GATEWAYS_MAX } from "./limits";
import { countGateways, selectGateways } from "./list-gateways";
import type { GatewayView } from "./view";

/** Makes a gateway and its one credential, which is shown once and exists nowhere else. */
export async function createGateway(
  db: Db,
  principal: Principal,
  { name, asksBy = "names" }: CreateGatewayInput,
): Promise<Result<{ gateway: GatewayView; secret: PlainSecret }, Refusal>> {
  const secret = mintSecret("gateway");
  const action = "createGateway";
  return change(db, principal, async (tx, actor) => {
    const allowed = authorize(actor, { action, resource: ACCOUNT });
    if (!allowed.ok) return allowed;
    if ((await countGateways(tx, actor.accountId)) >= GATEWAYS_MAX) {
      const why = `An account has ${GATEWAYS_MAX} gateways at most. Revoke one that is not needed.`;
      return err({ kind: "invalid_input", fields: { name: [why] } });
    }
    const proven = provenLately(actor);
    if (!proven.ok) return proven;
    const id = newId();
    await tx.insert(gateways).values({
      id,
      accountId: actor.accountId,
      name,
      asksBy,
      keyId: PEPPER_ID,
      digest: tokenDigest(getKeys().tokenPepper, secret),
      last4: secretTail(secret),
      createdBy: actor.answersFor,
    });
    const target = { id, name };
    await recordAuditEntry(tx, actor, { kind: "account", action, resource: ACCOUNT, target, details: { asksBy } });
    const [row] = await selectGateways(tx, and(eq(gateways.id, id), eq(gateways.accountId, actor.accountId)));
    return ok({ gateway: expectRow(row), secret });
  });
}
