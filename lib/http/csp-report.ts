import type { IncomingMessage, ServerResponse } from "node:http";
import { DATA_POLICY } from "./security-headers";

/** What a page was kept from doing, or would be: by which directive, what it reached for, and on which path. */
export type CspReport = {
  readonly directive: string;
  readonly blocked: string;
  readonly page: string;
  readonly enforced: boolean;
};

const LONGEST = 16 * 1024;
const TEXT_MAX = 200;
const A_MINUTE = 20;
const MINUTE_MS = 60_000;

/**
 * Takes what browsers report of the content policy. Anybody can send such a report, so it is read within bounds, cut down to what
 * helps, told twenty times a minute at most, and always answered alike.
 */
export function reportsTo(note: (report: CspReport) => void, now: () => number = () => performance.now()) {
  let minute = { since: now(), told: 0 };
  return (request: IncomingMessage, response: ServerResponse): void => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      if (text.length <= LONGEST) text += chunk;
    });
    request.on("end", () => {
      if (now() - minute.since >= MINUTE_MS) minute = { since: now(), told: 0 };
      for (const report of text.length <= LONGEST ? readReports(text) : []) {
        if (++minute.told > A_MINUTE) break;
        note(report);
      }
      response.writeHead(204, { "content-security-policy": DATA_POLICY, "cache-control": "no-store" }).end();
    });
    request.on("error", () => response.destroy());
  };
}

/** The reports in a body, in either of the forms that browsers send; none if it is something else. */
function readReports(text: string): CspReport[] {
  try {
    const body: unknown = JSON.parse(text);
    const bodies = Array.isArray(body) ? body.map((each) => memberOf(each, "body")) : [memberOf(body, "csp-report")];
    return bodies.flatMap((report) => {
      const directive = textOf(report, "effective-directive", "effectiveDirective", "violated-directive");
      if (directive === "") return [];
      const page = placeOf(textOf(report, "document-uri", "documentURL"));
      const blocked = placeOf(textOf(report, "blocked-uri", "blockedURL"));
      return [{ directive, blocked, page, enforced: textOf(report, "disposition") !== "report" }];
    });
  } catch {
    return [];
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textOf(report: unknown, ...names: string[]): string {
  const found = names.map((name) => memberOf(report, name)).find((value) => typeof value === "string");
  return String(found ?? "").slice(0, TEXT_MAX);
}

/** An address without what a question or a fragment of it could tell; `inline`, `eval` and the like as they are. */
function placeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin + new URL(address).pathname.slice(0, TEXT_MAX) : address;
}
