import type { ServerResponse } from "node:http";
import { DATA_POLICY } from "@/lib/http/security-headers";

export type Headers = Readonly<Record<string, string>>;

/** A verdict is never stored by anybody on its way (wire, general rules). */
export const ALWAYS: Headers = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": DATA_POLICY,
};

/** A head that is sent many times, as Node writes it soonest: names and values in turn. */
export function madeHead(headers: Headers): string[] {
  return Object.entries({ ...ALWAYS, ...headers }).flat();
}

/** Answers without a body, by a head that was made before: to make it costs as much as to decide. */
export function answerMade(response: ServerResponse, status: 200 | 204, head: string[]): void {
  response.writeHead(status, head);
  response.end();
}

/** Answers without a body. */
export function answerEmpty(response: ServerResponse, status: number, headers: Headers = {}): void {
  response.writeHead(status, { ...ALWAYS, ...headers, ...(status === 204 ? {} : { "content-length": "0" }) });
  response.end();
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Headers = {},
  type = "application/json",
): void {
  answerBytes(response, status, Buffer.from(JSON.stringify(body)), { "content-type": type, ...headers });
}

export function answerBytes(response: ServerResponse, status: number, bytes: Buffer, headers: Headers): void {
  response.writeHead(status, { ...ALWAYS, "content-length": String(bytes.length), ...headers });
  response.end(bytes);
}

/** A problem of RFC 9457. */
export function answerProblem(
  response: ServerResponse,
  status: number,
  { title, detail, ...more }: { readonly title: string; readonly detail?: string; readonly [member: string]: unknown },
  headers: Headers = {},
): void {
  const body = { type: "about:blank", title, status, ...(detail && { detail }), ...more };
  answerJson(response, status, body, headers, "application/problem+json");
}

/** The database cannot be asked: never a yes, never a no, and worth another try. */
export const RETRY: Headers = { "retry-after": "2" };
