import type { ServerResponse } from "node:http";
import { DATA_POLICY } from "./security-headers";

/** A page without scripts or styles of ours, for when nothing else can be drawn. Both texts are our own, never input. */
export function plainPage(response: ServerResponse, status: number, title: string, body: string): void {
  response.statusCode = status;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  response.setHeader("content-security-policy", DATA_POLICY);
  response.end(
    `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">` +
      `<title>${title}</title><h1>${title}</h1><p>${body}</p></html>\n`,
  );
}
