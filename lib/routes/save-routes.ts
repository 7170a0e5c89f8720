import "server-only";
import { isDeepStrictEqual } from "node:util";
import { gatewayRoutes } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRule } from "@/lib/core/route-rule";
import type { Db } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { getAccount } from "@/lib/principals/get-account";
import { findRoutes } from "./find-routes";
import type { SaveRoutesInput } from "./input";
import type { RoutesView } from "./view";

const ACTION = "updateGatewayRoutes";
/** So many rules are told in one entry of the log. */
const TOLD_MAX = 50;

/**
 * Replaces an account's rules, for whoever may `updateGatewayRoutes`; refused if somebody saved others since these were read.
 * When it returns no gateway is answered by the old ones any more (decision 0018). What says the same as before is no change.
 */
export async function saveRoutes(
  db: Db,
  principal: Principal,
  { seen, routes }: SaveRoutesInput,
): Promise<Result<RoutesView, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const { accountId } = actor;
      const allowed = authorize(actor, { action: ACTION, resource: ACCOUNT });
      if (!allowed.ok) return allowed;
      const present = await findRoutes(tx, accountId);
      if (present.revision !== seen) return err({ kind: "changed_since", what: "page" });
      if (isDeepStrictEqual(present.routes, routes)) return ok(present);
      const saved = { revision: newId(), routes };
      await tx
        .insert(gatewayRoutes)
        .values({ accountId, ...saved })
        .onConflictDoUpdate({ target: gatewayRoutes.accountId, set: saved });
      const { name } = await getAccount(tx, actor);
      await recordAuditEntry(tx, actor, {
        kind: "account",
        action: ACTION,
        resource: ACCOUNT,
        target: { id: accountId, name },
        details: told(present.routes, routes),
      });
      return ok(saved);
    },
    { lockAccount: true },
  );
}

/** How many rules there were and are, and which came and went; where none did, their order changed. */
function told(before: readonly RouteRule[], after: readonly RouteRule[]) {
  const [old, now] = [before.map(lineOf), after.map(lineOf)];
  const beyond = (some: string[], others: string[]) => some.filter((line) => !others.includes(line)).slice(0, TOLD_MAX);
  return {
    before: { rules: before.length },
    after: { rules: after.length },
    added: beyond(now, old),
    removed: beyond(old, now),
  };
}

const lineOf = ({ host, methods, path, action, resource }: RouteRule) =>
  `${methods.join(",") || "*"} ${host ?? ""}${path} → ${action} ${resource}`;
