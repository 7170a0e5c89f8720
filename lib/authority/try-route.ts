import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { displayName } from "@/lib/members/view";
import { decide } from "@/lib/policy/decide";
import { ACCOUNT } from "@/lib/policy/resource";
import { compileRoutes } from "@/lib/routes/compile";
import type { TryRouteInput } from "@/lib/routes/input";
import type { TriedRoute, TriedToken } from "@/lib/routes/view";
import { getToken } from "@/lib/tokens/get-token";
import { findSubject, subjectKey } from "./find-subject";

/**
 * What a forward-auth door would answer to a request by these rules, saved or not, for whoever may see gateways; with a
 * token that they may see, also what it would be told. It is no use of the token, and nothing is noted.
 */
export async function tryRoute(
  db: Db,
  principal: Principal,
  { routes, method, host, uri, token: tokenId }: TryRouteInput,
): Promise<Result<TriedRoute, Refusal>> {
  const allowed = authorize(principal, { action: "viewGateways", resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  const routed = compileRoutes(routes)({ method, host: host || null, uri });
  if (tokenId === "") return ok({ routed, token: null });
  const found = await getToken(db, principal, tokenId);
  if (!found.ok)
    return err({ kind: "invalid_input", fields: { token: ["There is no such token. Copy the id from its page."] } });
  const { id, name, member } = found.value;
  const token: Omit<TriedToken, "decision"> = { name: name || id, member: displayName(member) };
  if (routed.kind === "refused") return ok({ routed, token: null });
  const key = subjectKey(principal.accountId, "token", id);
  const subject = key && (await findSubject(db, key));
  return ok({ routed, token: { ...token, decision: subject ? decide(subject.subject.grants, routed.asked) : null } });
}
