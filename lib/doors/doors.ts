import type { IncomingMessage, ServerResponse } from "node:http";
import { CLIENT_ADDRESS, requestIdOf } from "@/lib/http/client-address";
import { authzenMetadata, evaluation, evaluations } from "./authzen";
import type { DoorDependencies } from "./deps";
import { acknowledge, openFeed } from "./events";
import { forwardDoor } from "./forward-doors";
import { introspect, metadata, revoke, unavailable } from "./oauth";
import { otlp } from "./otlp";
import { answerEmpty } from "./reply";
import { verify } from "./verify";

type Answer = (request: IncomingMessage, response: ServerResponse, issuer: string) => void | Promise<void>;

/** Where others' services ask: true if the request was for one of these doors, which then answers it. */
export type Doors = (request: IncomingMessage, response: ServerResponse, path: string, issuer: string) => boolean;

/**
 * The doors for proxies and services that others run (wire 2, 3, 9, 10): small, without Next and without the REST API's
 * machinery, since they are asked with every request of somebody else's service.
 */
export function openDoors(dependencies: DoorDependencies): Doors {
  const forward =
    (kind: "nginx" | "forward"): Answer =>
    (request, response) =>
      request.method === "GET" || request.method === "HEAD"
        ? forwardDoor(kind, dependencies, request, response)
        : answerEmpty(response, kind === "nginx" ? 403 : 405, { allow: "GET" });
  const post =
    (answer: (request: IncomingMessage, response: ServerResponse, issuer: string) => Promise<void>): Answer =>
    (request, response, issuer) =>
      request.method === "POST" ? answer(request, response, issuer) : answerEmpty(response, 405, { allow: "POST" });
  const get =
    (answer: (response: ServerResponse, issuer: string) => void): Answer =>
    (request, response, issuer) =>
      request.method === "GET" ? answer(response, issuer) : answerEmpty(response, 405, { allow: "GET" });
  const answers = new Map<string, Answer>([
    ["/authz/nginx", forward("nginx")],
    ["/authz/forward", forward("forward")],
    ["/authz/verify", post((request, response) => verify(dependencies, request, response))],
    ["/oauth/introspect", post((request, response, issuer) => introspect(dependencies, request, response, issuer))],
    ["/oauth/revoke", post((request, response) => revoke(dependencies, request, response, originOf(request)))],
    ["/access/v1/evaluation", post((request, response) => evaluation(dependencies, request, response))],
    ["/access/v1/evaluations", post((request, response) => evaluations(dependencies, request, response))],
    ["/.well-known/oauth-authorization-server", get(metadata)],
    ["/.well-known/authzen-configuration", get(authzenMetadata)],
  ]);
  const { lease } = dependencies;
  if (lease) {
    const feed: Answer = (request, response) =>
      request.method === "GET"
        ? openFeed(dependencies, lease, request, response)
        : answerEmpty(response, 405, { allow: "GET" });
    answers.set("/authz/events", feed);
    answers.set(
      "/authz/events/ack",
      post((request, response) => acknowledge(dependencies, lease, request, response)),
    );
  }
  const envoy: Answer = (request, response) => forwardDoor("envoy", dependencies, request, response);
  const below: [string, Answer][] = [["/authz/envoy/", envoy]];
  const { telemetry } = dependencies;
  if (telemetry) below.push(["/otlp/", (request, response) => otlp(dependencies, telemetry, request, response)]);
  return (request, response, path, issuer) => {
    const answer = answers.get(path) ?? below.find(([prefix]) => path.startsWith(prefix))?.[1];
    if (answer === undefined) return false;
    const failed = (error: unknown) => {
      dependencies.onError(error);
      if (response.headersSent) response.destroy();
      else unavailable(response);
    };
    try {
      answer(request, response, issuer)?.catch(failed);
    } catch (error) {
      failed(error);
    }
    return true;
  };
}

/** What our own front door found out about the caller. */
function originOf(request: IncomingMessage): { ip: string | null; requestId: string } {
  const ip = request.headers[CLIENT_ADDRESS];
  return { ip: typeof ip === "string" ? ip : null, requestId: requestIdOf(request) };
}
