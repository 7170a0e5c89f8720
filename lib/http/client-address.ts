import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The header under which our own server tells Next and the API who called; a client's own is thrown away. */
export const CLIENT_ADDRESS = "x-latchkey-client";
export const REQUEST_ID = "x-latchkey-request";
/** The path that was asked for, for pages to come back to after signing in. */
export const ASKED_PATH = "x-latchkey-path";

/**
 * The caller's address: the socket's peer, or with a trusted proxy the right-most hop that it wrote down.
 * Nothing further left is believed, since the client can write it (invariant I38).
 */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const peer = request.socket.remoteAddress ?? "";
  if (!trustProxy) return peer;
  const hops = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  return hops.at(-1)?.trim() || peer;
}

const ids = new WeakMap<IncomingMessage, string>();

/** By which a request is told from others in logs and in the audit log; made when it is first asked for, as most are never. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = randomUUID();
  ids.set(request, id);
  return id;
}
