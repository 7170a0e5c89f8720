import type { ServerResponse } from "node:http";
import { DATA_POLICY } from "./security-headers";

const PROBLEM = JSON.stringify({
  type: "about:blank",
  title: "Not Found",
  status: 404,
  detail: "There is no such door. A slash too many at the end is another address, too.",
});

/** What a program is told that asks where programs do, but at no door that there is: it would make nothing of a page, nor of being sent elsewhere. */
export function answerNoDoor(response: ServerResponse): void {
  response.writeHead(404, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": DATA_POLICY,
  });
  response.end(PROBLEM);
}
