import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { DATA_POLICY } from "./security-headers";

const STYLE =
  "body{font:14px/1.6 system-ui,sans-serif;max-width:24rem;margin:30vh auto 0;padding:0 1.5rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0;opacity:.8}";
const POLICY = `${DATA_POLICY}; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** A page without scripts, for when nothing else can be drawn. Both texts are our own, never input. */
export function plainPage(response: ServerResponse, status: number, title: string, body: string): void {
  response.statusCode = status;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  response.setHeader("content-security-policy", POLICY);
  response.end(
    `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">` +
      `<title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${body}</p></html>\n`,
  );
}
