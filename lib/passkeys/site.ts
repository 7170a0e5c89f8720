import { isIP } from "node:net";
import type { Config } from "@/lib/config/config";
import type { PasskeySite } from "./view";

const LOCAL_HOSTS = ["127.0.0.1", "::1", "localhost"];

/**
 * Where passkeys work, by the configuration alone: what a `Host` header says never counts. A server for this machine that was told
 * no address has `localhost`, which browsers take to be safe without https.
 */
export function passkeySite({ publicOrigin, host, port }: Pick<Config, "publicOrigin" | "host" | "port">): PasskeySite {
  const origin = publicOrigin ?? (LOCAL_HOSTS.includes(host) ? new URL(`http://localhost:${port}`).origin : undefined);
  if (origin === undefined) return { why: "no_address" };
  const { protocol, hostname } = new URL(origin);
  if (isIP(hostname.replace(/^\[(.*)\]$/, "$1")) !== 0) return { why: "ip_address", origin };
  if (protocol !== "https:" && !/(^|\.)localhost$/.test(hostname)) return { why: "plain_http", origin };
  return { origin, rpId: hostname };
}
