import { type Context, Hono } from "hono";
import { heldBecause, isUnavailable } from "@/lib/db/errors";
import { REQUEST_ID } from "@/lib/http/client-address";
import { BROKEN, UNAVAILABLE } from "@/lib/http/problem";
import { answerProblem, answerRefusal } from "./answer";
import type { ApiDependencies, ApiEnv } from "./context";
import { overriddenBy } from "./method-override";
import { ROUTES } from "./routes";

const SECRET_IN_URL = /lk[psxgi]_[0-9A-Za-z]{20}/;

/** The REST API as one Hono application below `/api/v2`; it knows no Next (ruling R33). */
export function createApi(dependencies: ApiDependencies): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>().basePath("/api/v2");
  app.use(async (c, next) => {
    c.set("requestId", String(c.env?.incoming?.headers[REQUEST_ID] ?? crypto.randomUUID()));
    if (SECRET_IN_URL.test(c.req.url)) return answerProblem(c, TOKEN_IN_URL);
    return overriddenBy(c, app) ?? next();
  });
  for (const route of ROUTES) route.mount(app, dependencies);
  for (const path of new Set(ROUTES.map((route) => route.path))) refuseOtherMethods(app, path);
  app.notFound((c) => answerProblem(c, { status: 404, code: "not_found", message: "Invalid resource identifier" }));
  app.onError((error, c) => {
    const why = heldBecause(error);
    if (why !== null) return answerRefusal(c, { kind: "changes_held", why });
    const problem = isUnavailable(error) ? UNAVAILABLE : BROKEN;
    dependencies.log.error({ err: error, requestId: c.get("requestId") }, "a request of the API failed");
    return answerProblem(c, problem);
  });
  return app;
}

const TOKEN_IN_URL = {
  status: 400,
  code: "token_in_url",
  message:
    "A secret does not belong in a URL: it ends up in logs. Send it in the Authorization header, and rotate this one.",
};

function refuseOtherMethods(app: Hono<ApiEnv>, path: string): void {
  const allowed = ROUTES.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
  const headers = { allow: allowed.join(", ") };
  app.all(path.replaceAll(/\{(\w+)\}/g, ":$1"), (c: Context<ApiEnv>) => {
    if (c.req.method === "OPTIONS") return c.body(null, 204, headers); // no word of other origins: cookies are not for here (security 3.10)
    const message = `Use ${allowed.join(" or ")} here.`;
    return answerProblem(c, { status: 405, code: "method_not_allowed", message, headers });
  });
}
