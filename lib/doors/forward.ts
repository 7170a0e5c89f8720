import type { IncomingMessage } from "node:http";
import type { AccountRoutes } from "@/lib/authority/authority";
import type { Pair } from "@/lib/authority/directly";
import { type Holder, subjectOf } from "@/lib/authority/holder";
import type { FoundGateway } from "@/lib/gateways/find-gateway";
import { decide } from "@/lib/policy/decide";
import type { AccessRequest } from "@/lib/policy/statement";
import type { Told } from "@/lib/routes/target";
import type { RouteRefusal } from "@/lib/routes/view";
import type { DoorDependencies } from "./deps";

/** What a proxy is told about a request that it holds. */
export type Forwarded =
  | { readonly verdict: "allow"; readonly holder: Holder }
  | { readonly verdict: "deny"; readonly why: DenyReason; readonly asked?: AccessRequest }
  | { readonly verdict: "unauthenticated"; readonly challenge: string };

/** Why nothing came of it: the gateway is not known, nobody said what the request is, or the token may not. */
export type DenyReason = "gateway-unknown" | RouteRefusal | "permission-missing";

const REALM = 'Bearer realm="latchkey"';
const INVALID = `${REALM}, error="invalid_token"`;
const LONGEST_HEADER = 1024;

/**
 * Whether the request that a proxy holds may pass: the proxy proves itself by its own credential, what the request is comes
 * from the proxy or from route rules, and the client's token decides. From memory where that may decide; rejects when the
 * database is needed and cannot be asked.
 */
export function judge(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  original: (request: IncomingMessage) => Told,
): Forwarded | Promise<Forwarded> {
  const { authority } = dependencies;
  const credential = one(request, "x-latchkey-gateway");
  if (credential === null) return { verdict: "deny", why: "gateway-unknown" };
  const token = presented(request);
  const pair = authority.ask(credential, token);
  const goOn = ({ gateway, holder }: Pair) => {
    if (gateway === null) return { verdict: "deny", why: "gateway-unknown" } as const;
    dependencies.noteCall?.(gateway);
    const caller = { gateway, token, holder };
    const asked = gateway.asksBy === "names" ? named(request) : routed(dependencies, gateway, original(request));
    return asked instanceof Promise
      ? asked.then((late) => verdictOf(dependencies, request, caller, late))
      : verdictOf(dependencies, request, caller, asked);
  };
  return pair instanceof Promise ? pair.then(goOn) : goOn(pair);
}

type Caller = { readonly gateway: FoundGateway; readonly token: string | null; readonly holder: Holder | null };

function verdictOf(
  { note }: DoorDependencies,
  request: IncomingMessage,
  { gateway, token, holder }: Caller,
  asked: AccessRequest | RouteRefusal,
): Forwarded | Promise<Forwarded> {
  if (typeof asked === "string") return { verdict: "deny", why: asked };
  if (token === null) return { verdict: "unauthenticated", challenge: REALM };
  // A foreign account's token is nobody's here; why a dead one is dead is told to its own holder, at our own API alone.
  if (holder === null || holder.dead !== null || holder.accountId !== gateway.accountId)
    return { verdict: "unauthenticated", challenge: INVALID };
  const allowed = decide(holder.grants, asked).effect === "allow";
  const noted = note(request, { holder, allowed, asked });
  const verdict: Forwarded = allowed
    ? { verdict: "allow", holder }
    : { verdict: "deny", why: "permission-missing", asked };
  return noted ? noted.then(() => verdict) : verdict;
}

/** What the proxy says that the request is (ruling R42). Never by the query: Caddy appends the client's own to ours. */
function named(request: IncomingMessage): AccessRequest | RouteRefusal {
  const action = one(request, "x-latchkey-action");
  const resource = one(request, "x-latchkey-resource");
  return action === null || resource === null ? "request-unnamed" : { action, resource };
}

/** What the account's rules say that it is. Names in headers do not count: where rules decide, a client may have sent them (decision 0025). */
function routed(
  { authority }: DoorDependencies,
  { accountId }: FoundGateway,
  told: Told,
): AccessRequest | RouteRefusal | Promise<AccessRequest | RouteRefusal> {
  const by = (routes: AccountRoutes | null) => {
    const found = routes?.route(told);
    if (found === undefined) return "route-unknown";
    return found.kind === "found" ? found.asked : found.why;
  };
  const routes = authority.routes.find(accountId);
  return routes instanceof Promise ? routes.then(by) : by(routes);
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
function one({ headers, rawHeaders }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  if (typeof value !== "string" || value === "" || value.length > LONGEST_HEADER) return null;
  // Node makes one text of two headers, with a comma between them: neither of the two names, and maybe in no policy's deny.
  return value.includes(",") && timesSent(rawHeaders, name) > 1 ? null : value;
}

/** Asked with every request: only names of the same length are worth a copy in small letters. */
function timesSent(rawHeaders: readonly string[], name: string): number {
  let times = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const sent = rawHeaders[at] ?? "";
    if (sent.length === name.length && sent.toLowerCase() === name) times++;
  }
  return times;
}

/**
 * A token as the client sent it: as a bearer, or bare (ruling R24); null if none was sent. Of two headers Node keeps the
 * first and others the last, so that two are a token that is nobody's.
 */
export function presented({ headers: { authorization }, rawHeaders }: IncomingMessage): string | null {
  if (!authorization) return null;
  if (timesSent(rawHeaders, "authorization") > 1) return "";
  return /^bearer /i.test(authorization) ? authorization.slice(7).trim() : authorization;
}
