import { authorize, may, mayManageOwn } from "@/lib/access/authorize";
import { levelOf } from "@/lib/access/level";
import type { Principal } from "@/lib/access/principal";
import { BASE_ROLES } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { personalTokenResource, serviceTokenResource } from "@/lib/policy/resource";
import type { TokenRules } from "@/lib/settings/view";

type TokenKind = "personal" | "service";
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

/**
 * Whether the principal may create tokens of that kind: the two are restricted apart, by roles and by the token rules above
 * them (ruling R12). Through a token it is what that one can do that counts.
 */
export function mayCreateToken(
  principal: Principal,
  kind: TokenKind,
  rules: Pick<TokenRules, "personalMakers" | "serviceMakers">,
): Result<null, Refusal> {
  const resource = kind === "personal" ? personalTokenResource(principal.memberId ?? "") : serviceTokenResource();
  return checkMaker(principal, kind, rules, resource);
}

/** The same of one token with its own specifier. */
export function checkMaker(
  principal: Principal,
  kind: TokenKind,
  { personalMakers, serviceMakers }: Pick<TokenRules, "personalMakers" | "serviceMakers">,
  resource: string,
): Result<null, Refusal> {
  const allowed = authorize(principal, { action: "createAccessToken", resource });
  const makers = kind === "personal" ? personalMakers : serviceMakers;
  if (!allowed.ok || makers === "everybody" || isAdministrator(principal.grants)) return allowed;
  return err({ kind: "makers_only", tokens: kind });
}

const isAdministrator = (grants: Principal["grants"]) =>
  BASE_ROLES.indexOf(levelOf(grants)) >= BASE_ROLES.indexOf("admin");
