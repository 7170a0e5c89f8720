import { authorize, may, mayManageOwn } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { personalTokenResource, serviceTokenResource } from "@/lib/policy/resource";

type Owned = { readonly id: string; readonly kind: "personal" | "service"; readonly member: { readonly id: string } };

/** The specifier under which a token is managed. */
export function tokenResource(token: Owned): string {
  return token.kind === "service" ? serviceTokenResource(token.id) : personalTokenResource(token.member.id, token.id);
}

/** Whether the principal may do this to that token: a session's own personal token, or by policy (ruling R8). */
export function authorizeManaging(principal: Principal, token: Owned, action: string): Result<null, Refusal> {
  const request = { action, resource: tokenResource(token) };
  const own = token.kind === "personal" && token.member.id === principal.memberId;
  const allowed = own ? mayManageOwn(principal, request) : may(principal, request);
  return allowed ? ok(null) : err({ kind: "forbidden", ...request });
}

/** What of a token the console offers the principal. */
export function tokenPermissions(principal: Principal, token: Owned): { revoke: boolean; update: boolean } {
  return {
    revoke: authorizeManaging(principal, token, "deleteAccessToken").ok,
    update: authorizeManaging(principal, token, "updateAccessTokenName").ok,
  };
}

/** Whether the principal may create tokens of that kind: the two are restricted apart (ruling R12). */
export function mayCreateToken(principal: Principal, kind: "personal" | "service"): Result<null, Refusal> {
  const resource = kind === "personal" ? personalTokenResource(principal.memberId ?? "") : serviceTokenResource();
  return authorize(principal, { action: "createAccessToken", resource });
}
