import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Config } from "@/lib/config/config";
import { CLIENT_ADDRESS, clientAddress, requestIdOf } from "./client-address";
import { answerHealth } from "./health";
import { answerMetrics, type Figures } from "./metrics-door";
import { answerRestorePending } from "./restore-pending";
import { dataHeaders, STRICT_TRANSPORT } from "./security-headers";

type Behind = {
  readonly config: Config;
  /** Answers what others' services ask, and says whether it did. */
  readonly doors: (request: IncomingMessage, response: ServerResponse, path: string, origin: string) => boolean;
  readonly figures: Figures;
  /** Rejects when the database cannot be reached. */
  readonly probe: () => Promise<void>;
  /** Whether nobody is answered for now, since a restored database waits to be accepted. */
  readonly restorePending?: () => boolean;
  readonly onError: (error: unknown, requestId: string) => void;
};

const NOT_HERE = "This is a verifier: it answers gateways, /livez, /readyz and /metrics alone.\n";

/** What every request to a verifier meets: the doors for gateways, health and figures, and nothing else. */
export function bareDoor({
  config,
  doors,
  figures,
  probe,
  restorePending = () => false,
  onError,
}: Behind): RequestListener {
  const secure = config.publicOrigin?.startsWith("https:") ?? false;
  const headers = Object.entries(dataHeaders({ secure }));

  return (request, response) => {
    const url = request.url ?? "/";
    request.headers[CLIENT_ADDRESS] = clientAddress(request, config.trustProxy);
    const path = url.split("?", 1)[0] ?? url;
    const origin = config.publicOrigin ?? `http://${request.headers.host ?? ""}`;
    if (secure) response.setHeader(...STRICT_TRANSPORT);
    if (restorePending() && path !== "/livez" && path !== "/metrics") return answerRestorePending(response);
    if (doors(request, response, path, origin)) return;
    for (const [name, value] of headers) response.setHeader(name, value);
    if (path === "/livez" || path === "/readyz") return void answerHealth(path, response, probe);
    if (path === "/metrics") {
      answerMetrics(request, response, config, figures).catch((error: unknown) => {
        onError(error, requestIdOf(request));
        response.destroy();
      });
      return;
    }
    response.statusCode = 404;
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.end(NOT_HERE);
  };
}
