// The questions that are asked, as they go over the wire: one answer each, and all of about one size.
const COMMON = ["host: 127.0.0.1", "user-agent: bench", "x-real-path: /orders/17/refunds?expand=lines", "accept: */*"];

/** What nginx asks for a client that presents this token. */
export function doorQuestion(gateway, secret) {
  return request("/authz/nginx", secret, [
    `x-latchkey-gateway: ${gateway}`,
    "x-latchkey-action: viewOrder",
    "x-latchkey-resource: api/orders:order/17",
  ]);
}

/** The same bytes, as near as may be, for what looks at the token alone. */
export function plainQuestion(secret, path = "/authz/nginx") {
  return request(path, secret, [
    `x-gateway: ${"-".repeat(53)}`,
    "x-action: viewOrder",
    "x-resource: api/orders:order/17",
  ]);
}

/** Unleash wants its token bare. */
export const bareQuestion = (secret, path) => request(path, secret, [], "");

function request(path, secret, headers, scheme = "Bearer ") {
  return [`GET ${path} HTTP/1.1`, `authorization: ${scheme}${secret}`, ...COMMON, ...headers, "", ""].join("\r\n");
}

/** The status of one answer; 0 if there is none. */
export async function statusOf(port, path, headers = {}) {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`, { headers, signal: AbortSignal.timeout(5_000) })).status;
  } catch {
    return 0;
  }
}

export const doorHeaders = (gateway, secret) => ({
  authorization: `Bearer ${secret}`,
  "x-latchkey-gateway": gateway,
  "x-latchkey-action": "viewOrder",
  "x-latchkey-resource": "api/orders:order/17",
});
