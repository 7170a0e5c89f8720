import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { readConfig } from "@/lib/config/config";
import { bareDoor } from "./bare-door";
import { Meter, metered } from "./meter";

const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const TOKEN = "a token that nobody can guess";

async function serve(env: Record<string, string> = {}, restorePending = () => false) {
  const door = bareDoor({
    config: readConfig({ NODE_ENV: "production", ...env }),
    doors: (_, response, path) => path === "/authz/nginx" && !!response.writeHead(204).end(),
    figures: { type: "text/plain; version=0.0.4", text: async () => "figures\n" },
    probe: async () => {},
    restorePending,
    onError: () => {},
  });
  const server = http.createServer(door);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; challenge: string | undefined }>((resolve, reject) => {
      const request = http.request({ port, host: "127.0.0.1", path, headers, agent: false }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        const challenge = response.headers["www-authenticate"];
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text, challenge }));
      });
      request.on("error", reject).end();
    });
}

test("without a token nobody reads the figures through a proxy or by a foreign name", async () => {
  const ask = await serve();
  for (const headers of [
    { "x-forwarded-for": "127.0.0.1" },
    { forwarded: "for=127.0.0.1" },
    { via: "1.1 edge" },
    { host: "evil.example" },
    { host: "127.0.0.1.evil.example" },
  ] as Record<string, string>[]) {
    const { status, text } = await ask("/metrics", headers);
    expect([status, text], JSON.stringify(headers)).toEqual([403, expect.stringContaining("LATCHKEY_METRICS_TOKEN")]);
  }
});

test("without a token nobody reads them where a proxy is said to stand in front, since all come from it", async () => {
  for (const env of [{ TRUST_PROXY: "1" }, { LATCHKEY_URL: "https://latchkey.example.com" }] as Record<
    string,
    string
  >[])
    expect((await (await serve(env))("/metrics")).status).toBe(403);
});

test("with a token only whoever presents it reads them, on this machine too", async () => {
  const ask = await serve({ LATCHKEY_METRICS_TOKEN: TOKEN, LATCHKEY_URL: "https://latchkey.example.com" });
  for (const authorization of ["", `Bearer ${TOKEN}x`, TOKEN, "Bearer "])
    expect(await ask("/metrics", { authorization })).toMatchObject({ status: 401, challenge: expect.any(String) });
  expect(await ask("/metrics", { authorization: `Bearer ${TOKEN}` })).toMatchObject({ status: 200, text: "figures\n" });
});

test("without a token this machine itself reads them", async () => {
  const ask = await serve();
  expect(await ask("/metrics")).toMatchObject({ status: 200, text: "figures\n" });
  expect(await ask("/metrics", { host: "localhost:3001" })).toMatchObject({ status: 200 });
});

test("a verifier answers its doors and its health, and has nothing else", async () => {
  const ask = await serve();
  expect((await ask("/authz/nginx?x")).status).toBe(204);
  expect((await ask("/livez")).text).toBe("ok\n");
  expect((await ask("/readyz")).status).toBe(200);
  for (const path of ["/", "/sign-in", "/api/v2/tokens", "/metrics/x", "//metrics"])
    expect((await ask(path)).status, path).toBe(404);
});

test("a verifier over a restored database answers no gateway until that is accepted", async () => {
  const ask = await serve({}, () => true);
  for (const path of ["/authz/nginx", "/readyz", "/nowhere"])
    expect([path, (await ask(path)).status]).toEqual([path, 503]);
  expect((await ask("/livez")).status).toBe(200);
  expect((await ask("/metrics")).status).toBe(200);
});

test("what is answered is counted by door and outcome, every time, and doors are few whatever is asked", () => {
  const meter = new Meter();
  const doors = metered((_, response, path) => {
    if (!path.startsWith("/authz/")) return false;
    response.writeHead(path.endsWith("no") ? 403 : 200).end();
    return true;
  }, meter);
  const ask = (path: string) => {
    const request = new http.IncomingMessage(null as never);
    return doors(request, new http.ServerResponse(request), path, "");
  };
  for (let i = 0; i < 100; i++) ask(`/authz/envoy/${i}`);
  expect([ask("/authz/nginx"), ask("/authz/no"), ask("/elsewhere")]).toEqual([true, true, false]);
  const counted = meter.answered().map(({ door, outcome, count, within }) => [door, outcome, count, sum(within)]);
  expect(counted).toEqual([
    ["/authz/envoy", "ok", 100, 100],
    ["/authz/nginx", "ok", 1, 1],
    ["/authz/no", "denied", 1, 1],
  ]);
});

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
