import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request that changes something proves that a page of ours sent it: by the browser's own word, or
 * by an `Origin` that is exactly ours. No proof is refused, an absent `Origin` too (invariant I34).
 */
export function provesSameOrigin(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  return headers.origin === ownOrigin;
}
