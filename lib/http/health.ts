import type { ServerResponse } from "node:http";

/** `/livez`: the process answers. `/readyz`: it can reach the database too, else 503. */
export async function answerHealth(
  url: "/livez" | "/readyz",
  response: ServerResponse,
  probe: () => Promise<void>,
): Promise<void> {
  const ready =
    url === "/livez" ||
    (await probe().then(
      () => true,
      () => false,
    ));
  response.statusCode = ready ? 200 : 503;
  if (!ready) response.setHeader("retry-after", "5");
  response.setHeader("content-type", "text/plain; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  response.end(ready ? "ok\n" : "the database cannot be reached\n");
}
