import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issue } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { seedGateway, startLatchkey } from "./latchkey";

const database = await testDatabase();
const { db } = database;
const { owner, writer, credential } = await seedGateway(database);
type Ask = (headers: Record<string, string>) => Promise<Response>;

/** Each framework's example, as the README prints it, and how it is asked. */
const FRAMEWORKS: Record<string, () => Promise<Ask>> = {
  node: async () => overHttp((await import("../examples/node")).server),
  express: async () => overHttp(http.createServer((await import("../examples/express")).app)),
  fastify: async () => {
    const { app } = await import("../examples/fastify");
    afterAll(() => app.close());
    const origin = await app.listen({ host: "127.0.0.1", port: 0 });
    return (headers) => fetch(`${origin}/orders`, { headers });
  },
  hono: async () => {
    const { app } = await import("../examples/hono");
    return async (headers) => app.request("/orders", { headers });
  },
  next: async () => {
    const { GET } = await import("../examples/next");
    return (headers) => GET(new Request("http://shop.example/orders", { headers }));
  },
};

async function overHttp(server: http.Server): Promise<Ask> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  return (headers) => fetch(`http://127.0.0.1:${port}/orders`, { headers });
}

beforeAll(async () => {
  const latchkey = await startLatchkey(database);
  Object.assign(process.env, { LATCHKEY_URL: latchkey.url, LATCHKEY_GATEWAY: credential });
});
afterAll(async () => (await import("../examples/verifier")).close());

describe.each(Object.keys(FRAMEWORKS))("the example for %s", (name) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = (await FRAMEWORKS[name]?.()) ?? (() => Promise.reject(new Error(name)));
  });
  const role = (action: string) => ({ source: "inline" as const, statements: [allow(action, "api/orders")] });

  test("refuses a request without a token, with one that works nowhere, and with one that may not", async () => {
    const nobody = await ask({});
    expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="latchkey"']);
    expect((await ask({ authorization: "Bearer nonsense" })).status).toBe(401);
    const { secret } = await issue(db, writer, { role: role("listOrders") });
    const may = await ask({ authorization: `Bearer ${secret}` });
    expect([may.status, await may.text()]).toEqual([403, ""]);
  });

  test("lets one through that may, knows who calls, and refuses it by the request after its revocation", async () => {
    const { secret, token } = await issue(db, writer, { role: role("viewOrder") });
    for (let round = 0; round < 2; round++) {
      const answer = await ask({ authorization: `Bearer ${secret}` });
      expect([answer.status, await answer.text()]).toEqual([200, `Hello, member/${writer.id}`]);
    }
    await revokeToken(db, owner.principal, { id: token.id, reason: "" });
    expect((await ask({ authorization: `Bearer ${secret}` })).status).toBe(401);
  });

  test("stands in the README as it was tried, in five lines", () => {
    const at = (file: string) => fs.readFileSync(path.resolve(import.meta.dirname, "..", file), "utf8");
    const example = at(`examples/${name}.ts`).trim().split("\n\n").at(-1) ?? "";
    expect(example.split("\n")).toHaveLength(5);
    expect(at("README.md")).toContain(`\`\`\`ts\n${example}\n\`\`\``);
  });
});
