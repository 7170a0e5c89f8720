import type { IncomingMessage } from "node:http";
import type { Told } from "@/lib/routes/target";

/** The proxies that have a door of their own. */
export type ForwardKind = "nginx" | "forward" | "envoy";

const ENVOY_PREFIX = "/authz/envoy";

/**
 * What a proxy tells of the request that it holds. Each door believes one way only, that of its proxy: what another proxy's
 * header says, the client may have written.
 */
export const originalOf: Readonly<Record<ForwardKind, (request: IncomingMessage) => Told>> = {
  // What the configuration sets, since `auth_request` itself always asks with GET.
  nginx: ({ headers }) => ({
    method: text(headers["x-original-method"]),
    host: text(headers["x-original-host"]),
    uri: text(headers["x-original-uri"]),
  }),
  // Caddy and Traefik send these by themselves, and no client's.
  forward: ({ headers }) => ({
    method: text(headers["x-forwarded-method"]),
    host: text(headers["x-forwarded-host"]),
    uri: text(headers["x-forwarded-uri"]),
  }),
  // Envoy repeats the request itself, its path after the prefix.
  envoy: ({ method, headers, url }) => ({
    method: text(method),
    host: text(headers.host),
    uri: text(url?.slice(ENVOY_PREFIX.length)),
  }),
};

const text = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : null);
