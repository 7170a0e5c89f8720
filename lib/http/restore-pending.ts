import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { problemOf } from "./problem";
import { DATA_POLICY } from "./security-headers";

/** What programs are told while a restored database waits to be accepted (security 3.16): not yet, and why. */
export function answerRestorePending(response: ServerResponse): void {
  const { status, code, message, headers } = problemOf({ kind: "changes_held", why: "restored" });
  response.writeHead(status, {
    ...headers,
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": DATA_POLICY,
  });
  response.end(JSON.stringify({ code, message, id: randomUUID() }));
}
