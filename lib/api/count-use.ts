import type { Context } from "hono";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { problemOf } from "@/lib/http/problem";
import type { AccessRequest } from "@/lib/policy/statement";
import { groupOf } from "@/lib/usage/action-group";
import { type ActionGroup, OTHER } from "@/lib/usage/view";
import { clientOf } from "./client-of";
import type { ApiDependencies, ApiEnv } from "./context";

type Counted = { readonly principal: Principal; readonly route: string; readonly refusal: Refusal | null };

/**
 * Counts an answer to a living token: every one but a 401, and a 403 as denied (ruling R22). It is counted as what was
 * refused, else as everything that was asked and allowed on the way to the answer.
 */
export function countUse(c: Context<ApiEnv>, { uses }: ApiDependencies, { principal, route, refusal }: Counted): void {
  const { accountId, actor, origin } = principal;
  if (actor.kind !== "access_token") return;
  const status = refusal === null ? null : problemOf(refusal).status;
  if (status === 401) return; // its token ended while it was answered
  const denied = status === 403;
  const decided = denied ? [refusal as Partial<AccessRequest>] : (origin.allowed ?? []);
  uses.note({
    accountId,
    tokenId: actor.id,
    secretId: actor.secretId,
    channel: "rest",
    denied,
    groups: groupsOf(decided),
    address: clientOf(c),
    agent: c.req.header("user-agent") ?? null,
    route,
  });
}

function groupsOf(decided: readonly Partial<AccessRequest>[]): readonly ActionGroup[] {
  const groups: ActionGroup[] = [];
  for (const { action, resource } of decided) {
    const group = action === undefined || resource === undefined ? OTHER : groupOf({ action, resource });
    if (!groups.includes(group)) groups.push(group);
  }
  return groups.length > 0 ? groups : [OTHER];
}
