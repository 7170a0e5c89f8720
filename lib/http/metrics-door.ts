import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "@/lib/config/config";

/** Figures as Prometheus reads them. */
export type Figures = { readonly type: string; readonly text: () => Promise<string> };

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
const LOOPBACK_HOST = /^(?:127(?:\.\d+){3}|localhost|\[::1\])(?::\d+)?$/i;
const BY_PROXY = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/** `/metrics`: the figures, for whoever may read them (security 3.15). */
export async function answerMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  config: Config,
  figures: Figures,
): Promise<void> {
  response.setHeader("cache-control", "no-store");
  if (!mayRead(request, config)) {
    const { metricsToken } = config;
    response.statusCode = metricsToken === undefined ? 403 : 401;
    if (metricsToken !== undefined) response.setHeader("www-authenticate", 'Bearer realm="latchkey metrics"');
    response.setHeader("content-type", "text/plain; charset=utf-8");
    return void response.end(metricsToken === undefined ? SET_A_TOKEN : PRESENT_IT);
  }
  const text = await figures.text();
  response.setHeader("content-type", figures.type);
  response.end(text);
}

const SET_A_TOKEN =
  "Set LATCHKEY_METRICS_TOKEN and present it as a bearer, or ask from this machine without a proxy.\n";
const PRESENT_IT = "Present LATCHKEY_METRICS_TOKEN as a bearer.\n";

/**
 * With a token whoever presents it. Without one only this machine itself, and only where nothing says that a proxy stands in
 * front: through a proxy on this machine everybody would seem to be it. `Host` has to be this machine's too, so that no page
 * in a browser gets at it by a name of its own.
 */
function mayRead(request: IncomingMessage, { metricsToken, publicOrigin, trustProxy }: Config): boolean {
  const { authorization, host = "" } = request.headers;
  if (metricsToken !== undefined) return authorization !== undefined && same(authorization, `Bearer ${metricsToken}`);
  return (
    publicOrigin === undefined &&
    !trustProxy &&
    LOOPBACK.test(request.socket.remoteAddress ?? "") &&
    LOOPBACK_HOST.test(host) &&
    BY_PROXY.every((name) => request.headers[name] === undefined)
  );
}

const digest = (text: string) => createHash("sha256").update(text).digest();
const same = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
