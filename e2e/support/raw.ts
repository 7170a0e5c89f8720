import http, { type IncomingHttpHeaders } from "node:http";
import { serverOrigin } from "./server";

export type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

/** A request exactly as it is written down: no address is put straight, no header added, no redirect followed. */
export function raw(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | string[]>> = {},
  body?: string | Buffer,
  origin = serverOrigin(),
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      answer.on("error", reject);
    });
    request.on("error", reject).end(body);
  });
}
