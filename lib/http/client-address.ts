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
