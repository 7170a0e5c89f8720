import type { Context } from "hono";
import { answerRefusal } from "./answer";
import type { ApiEnv } from "./context";

const HEADER = "x-http-method-override";
const METHODS = ["GET", "PUT", "PATCH", "DELETE"];
const BODILESS = new Set(["GET", "DELETE"]);

type App = { fetch(request: Request, env: ApiEnv["Bindings"]): Response | Promise<Response> };

/**
 * The answer to a POST that stands for another method, for clients that know no more (semantics 4.1); null for any
 * other request. The body stays where it was: on the node request, or on the one given.
 */
export function overriddenBy(c: Context<ApiEnv>, app: App): Response | Promise<Response> | null {
  const asked = c.req.method === "POST" ? c.req.header(HEADER)?.toUpperCase() : undefined;
  if (asked === undefined || asked === "POST") return null;
  if (!METHODS.includes(asked)) {
    const sentence = `Use one of ${METHODS.join(", ")}.`;
    return answerRefusal(c, { kind: "invalid_input", fields: { "X-HTTP-Method-Override": [sentence] } });
  }
  const headers = new Headers(c.req.raw.headers);
  headers.delete(HEADER);
  const body = c.env?.incoming || BODILESS.has(asked) ? null : c.req.raw.body;
  const init = { method: asked, headers, body, duplex: "half" };
  return app.fetch(new Request(c.req.url, init as RequestInit), c.env);
}
