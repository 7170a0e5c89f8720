import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { afterAll } from "vitest";
import type { ApiEnv } from "@/lib/api/context";

/** An answer as it went over the socket. */
export type Raw = { readonly method: string; readonly path: string; readonly status: number; readonly json: unknown };

/** The API behind a real HTTP server; `last` is what it answered last, before any client made something of it. */
export async function serve(api: Hono<ApiEnv>): Promise<{ readonly origin: string; last(): Raw }> {
  const answers: Raw[] = [];
  const listener = getRequestListener(async (request, env) => {
    const answer = await api.fetch(request, env);
    const text = await answer.clone().text();
    const { pathname: path } = new URL(request.url);
    answers.push({ method: request.method, path, status: answer.status, json: text === "" ? null : JSON.parse(text) });
    return answer;
  });
  const server = http.createServer((request, response) => void listener(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    last: () => {
      const answer = answers.at(-1);
      if (!answer) throw new Error("nobody has asked for anything yet");
      return answer;
    },
  };
}
