import type { IncomingMessage, ServerResponse } from "node:http";
import type { Holder } from "@/lib/authority/holder";
import type { DoorDependencies } from "./deps";
import { type DenyReason, type Forwarded, identityOf, judge } from "./forward";
import { type ForwardKind, originalOf } from "./original";
import { answerEmpty, answerMade, answerProblem, madeHead, RETRY } from "./reply";

const DENIED: Record<DenyReason, string> = {
  "gateway-unknown": "The proxy did not present the credential of a living gateway.",
  "request-unnamed":
    "The proxy did not say which action on which resource this is, nor by which method, host and path to find it.",
  "path-ambiguous": "Servers read this path in different ways.",
  "route-unknown": "No route rule says what this request is.",
  "permission-missing": "The token may not do this.",
};

type Write = (response: ServerResponse, judged: Forwarded) => void;

const HEADS_KEPT = 1_000;
const heads = { 200: new WeakMap<Holder, string[]>(), 204: new WeakMap<Holder, string[]>(), kept: 0 };

/** What the service behind the proxy learns of a holder: remembered of the busiest alone, since it takes more memory than the holder. */
function allowedHead(status: 200 | 204, holder: Holder): string[] {
  const known = heads[status].get(holder);
  if (known) return known;
  const head = madeHead({ ...identityOf(holder), ...(status === 200 && { "content-length": "0" }) });
  if (++heads.kept > HEADS_KEPT) Object.assign(heads, { 200: new WeakMap(), 204: new WeakMap(), kept: 1 });
  heads[status].set(holder, head);
  return head;
}

/** nginx `auth_request` understands 2xx, 401 and 403 alone; all else it turns into a 500 (wire 10). */
const forNginx: Write = (response, judged) => {
  if (judged.verdict === "allow") return answerMade(response, 204, allowedHead(204, judged.holder));
  if (judged.verdict === "unauthenticated") return answerEmpty(response, 401, { "www-authenticate": judged.challenge });
  return answerEmpty(response, 403, { "x-latchkey-reason": judged.why });
};

/** Caddy, Traefik and Envoy hand status, headers and body on to the client. */
const forOthers =
  (allowed: 200 | 204): Write =>
  (response, judged) => {
    if (judged.verdict === "allow") return answerMade(response, allowed, allowedHead(allowed, judged.holder));
    if (judged.verdict === "unauthenticated") {
      const detail = "Present an access token that works.";
      return answerProblem(response, 401, { title: "Unauthorized", detail }, { "www-authenticate": judged.challenge });
    }
    const { why, asked } = judged;
    const detail = DENIED[why];
    return answerProblem(response, 403, { title: "Forbidden", detail, ...asked }, { "x-latchkey-reason": why });
  };

const WRITERS = { nginx: forNginx, forward: forOthers(204), envoy: forOthers(200) };

/** One of the forward-auth doors: a proxy's question, answered from its headers alone. */
export function forwardDoor(
  kind: ForwardKind,
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const write = WRITERS[kind];
  const failed = (error: unknown) => {
    dependencies.onError(error);
    answerEmpty(response, 503, RETRY);
  };
  try {
    const judged = judge(dependencies, request, originalOf[kind]);
    if (judged instanceof Promise) judged.then((late) => write(response, late)).catch(failed);
    else write(response, judged);
  } catch (error) {
    failed(error);
  }
}
