import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Config } from "@/lib/config/config";
import { ASKED_PATH, CLIENT_ADDRESS, clientAddress, REQUEST_ID, requestIdOf } from "./client-address";
import { type CspReport, reportsTo } from "./csp-report";
import { answerHealth } from "./health";
import { answerMetrics, type Figures } from "./metrics-door";
import { answerNoDoor } from "./no-door";
import { plainPage } from "./plain-page";
import { answerRestorePending } from "./restore-pending";
import { provesSameOrigin } from "./same-origin";
import { DATA_POLICY, dataHeaders, pageHeaders, pagePolicy, REPORTS_PATH, STRICT_TRANSPORT } from "./security-headers";
import { isSignInTry, type SignInTries, signInTurn } from "./sign-in-door";

type Behind = {
  readonly config: Config;
  readonly development: boolean;
  readonly api: RequestListener;
  /** Answers what others' services ask, and says whether it did. */
  readonly doors: (request: IncomingMessage, response: ServerResponse, path: string, origin: string) => boolean;
  readonly figures: Figures;
  /** Next, or whatever answers for the pages. */
  readonly pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly signIns: SignInTries;
  /** Rejects when the database cannot be reached. */
  readonly probe: () => Promise<void>;
  readonly onError: (error: unknown, requestId: string) => void;
  /** Whether no program is answered for now, since a restored database waits to be accepted. */
  readonly restorePending?: () => boolean;
  /** Something that a browser was told not to let a page of ours do. */
  readonly onReport: (report: CspReport) => void;
};

// Headers by which a client would speak for a proxy, for Next's insides or for us (security B1).
const NOT_THE_CLIENTS = [
  "x-middleware-subrequest",
  "x-action-forwarded",
  "content-security-policy",
  "content-security-policy-report-only",
];
const FORWARDED = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"];
const API_PATH = /^\/api\/v2(?:[/?]|$)/;
const DOOR_PATH = /^\/(?:authz|oauth|access|otlp|\.well-known)\//;
/** What no person asks for: it is not answered by an older database than it was before. */
const PROGRAMS = /^\/(?:api\/v2(?:[/?]|$)|(?:authz|oauth|access|otlp|\.well-known)\/|readyz)/;
/** What browsers may keep, since its name changes with it or it is nobody's. */
const KEPT = /^\/(?:_next\/static\/|icon\.svg)/;
const SIGN_OUT = /^\/api\/auth\/signout(?:[?]|$)/;
const METHODS = new Set(["GET", "HEAD", "POST"]);

/**
 * What every request meets first: headers that only we may set are thrown away, the API and the health
 * checks are answered here, and a page's request must prove its origin before it may change anything.
 */
export function frontDoor(behind: Behind): RequestListener {
  const { config, api, doors, figures, pages, probe, development, onError } = behind;
  const secure = config.publicOrigin?.startsWith("https:") ?? false;
  const headersOfApi = Object.entries(dataHeaders({ secure }));
  const headersOfPages = Object.entries(pageHeaders({ secure }));
  const takeReport = reportsTo(behind.onReport);
  const restorePending = behind.restorePending ?? (() => false);

  return (request, response) => {
    const requestId = requestIdOf(request);
    const url = request.url ?? "/";
    request.headers[CLIENT_ADDRESS] = clientAddress(request, config.trustProxy);
    request.headers[REQUEST_ID] = requestId;
    if (restorePending() && PROGRAMS.test(url)) return answerRestorePending(response);
    if (url.startsWith("/api/v2") && API_PATH.test(url)) {
      for (const [name, value] of headersOfApi) response.setHeader(name, value);
      return api(request, response);
    }
    if (secure) response.setHeader(...STRICT_TRANSPORT);
    if (DOOR_PATH.test(url)) {
      if (!doors(request, response, url.split("?", 1)[0] ?? url, originOf(request, config))) answerNoDoor(response);
      return;
    }
    for (const [name, value] of headersOfPages) response.setHeader(name, value);
    response.setHeader("content-security-policy", DATA_POLICY); // a page gets one of its own
    if (!KEPT.test(url)) response.setHeader("cache-control", "private, no-store");
    if (!METHODS.has(request.method ?? ""))
      return plainPage(response, 405, "Not here.", "This address takes no such request.");
    if (url === "/metrics") return void answerMetrics(request, response, config, figures).catch(failed);
    ownHeaders(request, config);
    if (url === "/livez" || url === "/readyz") return void answerHealth(url, response, probe);
    if (url === REPORTS_PATH && request.method === "POST") return takeReport(request, response);
    page().catch(failed);

    function failed(error: unknown): void {
      onError(error, requestId);
      if (!response.headersSent)
        plainPage(response, 500, "Something broke on our side.", `Your data is as it was. Reference ${requestId}.`);
      else response.destroy();
    }

    async function page(): Promise<void> {
      if (request.method === "POST" && !provesSameOrigin(request.headers, originOf(request, config))) {
        return plainPage(response, 403, "This request came from another site.", "Open the page here and try again.");
      }
      if (isSignInTry(request) && !(await signInTurn(behind.signIns, request, response))) return;
      // What is left of the session in the browser goes with it (security 3.11).
      if (request.method === "POST" && SIGN_OUT.test(url)) response.setHeader("clear-site-data", '"cache", "storage"');
      if (!url.startsWith("/_next/static/")) {
        if (url.startsWith("/_next/image"))
          return plainPage(response, 404, "Nothing here.", "This page doesn't exist.");
        try {
          await probe();
        } catch (error) {
          onError(error, requestId);
          response.setHeader("retry-after", "5");
          return plainPage(
            response,
            503,
            "The database can't be reached.",
            "Latchkey goes on by itself once it is back. Try again in a few seconds.",
          );
        }
        const policy = pagePolicy({ development });
        request.headers["content-security-policy"] = policy; // from here Next takes the nonce for its scripts
        response.setHeader("content-security-policy", policy);
      }
      await pages(request, response);
    }
  };
}

/** The origin that a page of ours has for this visitor. */
function originOf(request: IncomingMessage, config: Config): string {
  return config.publicOrigin ?? `http://${request.headers.host ?? ""}`;
}

function ownHeaders(request: IncomingMessage, config: Config): void {
  for (const name of [...NOT_THE_CLIENTS, ...FORWARDED]) delete request.headers[name];
  request.headers[ASKED_PATH] = request.url ?? "/";
  // Next and next-auth read the origin from these: they get ours, whatever was sent (invariant I38).
  const own = config.publicOrigin === undefined ? null : new URL(config.publicOrigin);
  request.headers["x-forwarded-proto"] = own ? own.protocol.slice(0, -1) : "http";
  request.headers["x-forwarded-host"] = own ? own.host : (request.headers.host ?? "");
}
