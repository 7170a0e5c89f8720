import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Holder, subjectOf } from "@/lib/authority/holder";
import { decide } from "@/lib/policy/decide";
import type { AccessRequest } from "@/lib/policy/statement";
import type { DoorDependencies } from "./deps";

/** What a proxy is told about a request that it holds. */
export type Forwarded =
  | { readonly verdict: "allow"; readonly holder: Holder }
  | { readonly verdict: "deny"; readonly why: DenyReason; readonly asked?: AccessRequest }
  | { readonly verdict: "unauthenticated"; readonly challenge: string };

/** Why nothing came of it: the gateway is not known, it did not say what for, or the token may not. */
export type DenyReason = "gateway-unknown" | "request-unnamed" | "permission-missing";

const REALM = 'Bearer realm="latchkey"';
const INVALID = `${REALM}, error="invalid_token"`;
const LONGEST_HEADER = 1024;

/**
 * Whether the request that a proxy holds may pass: the proxy proves itself by its own credential and names action and
 * resource (ruling R42), the client's token decides. From memory where that may decide; rejects when the database is
 * needed and cannot be asked.
 */
export function judge({ authority, note }: DoorDependencies, request: IncomingMessage): Forwarded | Promise<Forwarded> {
  const { headers } = request;
  const credential = one(headers, "x-latchkey-gateway");
  if (credential === null) return { verdict: "deny", why: "gateway-unknown" };
  const gateway = authority.gateways.find(credential);
  const token = presented(headers.authorization);
  const holder = token === null ? null : authority.tokens.find(token);
  const finish = (theGateway: Awaited<typeof gateway>, theHolder: Awaited<typeof holder>): Forwarded => {
    if (theGateway === null) return { verdict: "deny", why: "gateway-unknown" };
    const action = one(headers, "x-latchkey-action");
    const resource = one(headers, "x-latchkey-resource");
    if (action === null || resource === null) return { verdict: "deny", why: "request-unnamed" };
    if (token === null) return { verdict: "unauthenticated", challenge: REALM };
    // A foreign account's token is nobody's here; why a dead one is dead is told to its own holder, at our own API alone.
    if (theHolder === null || theHolder.dead !== null || theHolder.accountId !== theGateway.accountId)
      return { verdict: "unauthenticated", challenge: INVALID };
    const asked = { action, resource };
    const allowed = decide(theHolder.grants, asked).effect === "allow";
    note(request, { holder: theHolder, allowed, asked });
    return allowed ? { verdict: "allow", holder: theHolder } : { verdict: "deny", why: "permission-missing", asked };
  };
  // Without a wait where both are in memory: a promise costs as much as the decision.
  if (gateway instanceof Promise || holder instanceof Promise)
    return Promise.all([gateway, holder]).then(([a, b]) => finish(a, b));
  return finish(gateway, holder);
}

/** The headers that tell the service behind the proxy who calls. */
export function identityOf(holder: Holder): Readonly<Record<string, string>> {
  return {
    "x-latchkey-token-id": holder.id,
    "x-latchkey-subject": subjectOf(holder),
    "x-latchkey-scopes": holder.scopes.join(" "),
  };
}

/** A header that was sent once and is no longer than it may be; two of a kind are none. */
function one(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" && value !== "" && value.length <= LONGEST_HEADER ? value : null;
}

/** A token as the client sent it: as a bearer, or bare (ruling R24); null if none was sent. */
export function presented(authorization: string | undefined): string | null {
  if (!authorization) return null;
  return /^bearer /i.test(authorization) ? authorization.slice(7).trim() : authorization;
}
