import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { newServer } from "@/lib/http/serving";
import { saveRoutesInput } from "@/lib/routes/input";
import { saveRoutes } from "@/lib/routes/save-routes";
import { issue, seedAccount } from "@/lib/testing/account";
import { freePort, listen, runBeside, untilAnswers } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { debianTool } from "@/lib/testing/debian";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { allow } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { openDoors } from "./doors";

const { db, url } = await testDatabase();
const instance = startInstance(url);
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-proxies-"));
beforeItGoes(() => instance.stop());
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

const account = await seedAccount(db);
const owner = await account.join("owner");
const writer = await account.join("writer");
const made = await createGateway(db, owner.principal, { name: "edge" });
if (!made.ok) throw new Error(made.error.kind);
const credential = made.value.secret.reveal();
const ruled = await createGateway(db, owner.principal, { name: "ruled edge", asksBy: "routes" });
if (!ruled.ok) throw new Error(ruled.error.kind);
const byRoutes = ruled.value.secret.reveal();
const RULES = [
  { host: "127.0.0.1", methods: ["GET"], path: "/ruled/{id}", action: "viewOrder", resource: "api/orders:order/{id}" },
  { path: "/ruled/**", action: "administer", resource: "acct" },
];
const saved = await saveRoutes(db, owner.principal, saveRoutesInput.parse({ seen: null, routes: RULES }));
if (!saved.ok) throw new Error(saved.error.kind);

const doors = openDoors({ db, authority: instance.authority, note: () => {}, onError: () => {} });
/** The service behind the proxy: says what reached it. */
const behind = newServer(async (request, response) => {
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) length += chunk.length;
  response.end(JSON.stringify({ ...request.headers, length }));
});
/** As Latchkey is while its database is away. */
const away = openDoors({
  db,
  authority: Object.assign(Object.create(instance.authority), { ask: () => Promise.reject(new Error("away")) }),
  note: () => {},
  onError: () => {},
});
const withoutDatabase = newServer((request, response) => {
  if (!away(request, response, (request.url ?? "/").split("?")[0] ?? "/", "")) response.writeHead(404).end();
});
const latchkey = newServer((request, response) => {
  if (!doors(request, response, (request.url ?? "/").split("?")[0] ?? "/", "")) response.writeHead(404).end();
});

/** The README's first example for a proxy as it stands there, with our own addresses and credential. */
function ofReadme(language: "nginx" | "caddyfile", ports: Ports): string {
  const example =
    new RegExp(`\`\`\`${language}\n(.+?)\`\`\``, "s").exec(fs.readFileSync("README.md", "utf8"))?.[1] ?? "";
  return example
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${ports.latchkey}`)
    .replaceAll("orders.internal", `127.0.0.1:${ports.behind}`)
    .replaceAll("lkg_…", credential);
}

const MAY_NOT = { source: "inline" as const, statements: [allow("listOrders", "api/orders")] };

const nginxConf = (ports: Ports) => `
pid ${home}/nginx.pid; error_log ${home}/nginx.log; daemon off; worker_processes 1;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${home}/b; proxy_temp_path ${home}/p; fastcgi_temp_path ${home}/f;
  uwsgi_temp_path ${home}/u; scgi_temp_path ${home}/s;
  server {
    listen 127.0.0.1:${ports.proxy};
    location /public { return 200; }
    ${ofReadme("nginx", ports)}
    location /away {
      auth_request /_away;
      proxy_pass http://127.0.0.1:${ports.behind};
    }
    location = /_away {
      internal;
      proxy_pass http://127.0.0.1:${ports.away}/authz/nginx;
      proxy_set_header X-Latchkey-Gateway ${credential};
    }
    location /ruled {
      auth_request /_ruled;
      proxy_pass http://127.0.0.1:${ports.behind};
    }
    location = /_ruled {
      internal;
      proxy_pass http://127.0.0.1:${ports.latchkey}/authz/nginx;
      proxy_pass_request_body off;
      proxy_set_header Content-Length "";
      proxy_set_header X-Latchkey-Gateway ${byRoutes};
      proxy_set_header X-Original-Method $request_method;
      proxy_set_header X-Original-URI $request_uri;
      proxy_set_header X-Original-Host $host;
    }
  }
}`;

const caddyfile = (ports: Ports) => `{
  admin off
  auto_https off
}
http://127.0.0.1:${ports.proxy} {
  respond /public 200
  ${ofReadme("caddyfile", ports)}
  route /away* {
    forward_auth 127.0.0.1:${ports.away} {
      uri /authz/forward
      header_up X-Latchkey-Gateway ${credential}
    }
    reverse_proxy 127.0.0.1:${ports.behind}
  }
  route /ruled* {
    forward_auth 127.0.0.1:${ports.latchkey} {
      uri /authz/forward
      header_up X-Latchkey-Gateway ${byRoutes}
    }
    reverse_proxy 127.0.0.1:${ports.behind}
  }
}`;

type Ports = { readonly proxy: number; readonly latchkey: number; readonly away: number; readonly behind: number };
type Proxy = { readonly name: string; readonly start: (ports: Ports) => ChildProcess };

const proxies: Proxy[] = [
  {
    name: "nginx auth_request",
    start: (ports) => {
      fs.writeFileSync(path.join(home, "nginx.conf"), nginxConf(ports));
      const nginx = debianTool(["nginx", "nginx-common"], "usr/sbin/nginx");
      return runBeside(nginx, ["-p", home, "-e", path.join(home, "nginx.log"), "-c", path.join(home, "nginx.conf")]);
    },
  },
  {
    name: "Caddy forward_auth",
    start: (ports) => {
      fs.writeFileSync(path.join(home, "Caddyfile"), caddyfile(ports));
      const caddy = debianTool(["caddy"], "usr/bin/caddy");
      const env = { XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
      return runBeside(caddy, ["run", "--config", path.join(home, "Caddyfile"), "--adapter", "caddyfile"], env);
    },
  },
];

const ports = { latchkey: 0, away: 0, behind: 0 };
beforeAll(async () => {
  ports.latchkey = await listen(latchkey);
  ports.away = await listen(withoutDatabase);
  ports.behind = await listen(behind);
  await untilHeld(instance);
});

describe.each(proxies)("$name in front of a service", ({ name, start }) => {
  let origin = "";
  beforeAll(async () => {
    const port = await freePort();
    const proxy = start({ ...ports, proxy: port });
    origin = `http://127.0.0.1:${port}/orders/7?x=1`;
    await untilAnswers(port, proxy);
  }, 60_000);

  const ask = (token: string | null, more: Record<string, string> = {}) =>
    fetch(origin, { headers: { ...more, ...(token === null ? {} : { authorization: `Bearer ${token}` }) } });

  /** Asks by these very lines; the status of the answer, or null where there was none. */
  const askRaw = async (lines: readonly string[]): Promise<number | null> => {
    const { hostname, port, pathname } = new URL(origin);
    const socket = net.connect(Number(port), hostname);
    socket.write(
      [`GET ${pathname} HTTP/1.1`, `Host: ${hostname}`, "Connection: close", ...lines, "", ""].join("\r\n"),
      "latin1",
    );
    const answer = Buffer.concat(await socket.toArray()).toString("latin1");
    return Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0) || null;
  };

  test("without a token, and with a wrong one, nothing reaches the service", async () => {
    for (const token of [null, "nonsense", `lkp_${"a".repeat(43)}000000`]) {
      const answer = await ask(token);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    }
  });

  test("a token that may not is refused with 403", async () => {
    const { secret } = await issue(db, writer, { role: MAY_NOT });
    const answer = await ask(secret);
    expect(answer.status).toBe(403);
    if (name.startsWith("Caddy")) expect(await answer.json()).toMatchObject({ action: "viewOrder", status: 403 });
  });

  test("a token that may reaches the service, which is told who calls, not with what, and nothing that the client says of it", async () => {
    const { secret, token } = await issue(db, writer, { role: "writer" });
    const told = ["token-id", "subject", "scopes"];
    const forged = told.flatMap((name) => [`x-latchkey-${name}`, `x_latchkey_${name.replace("-", "_")}`]);
    const answer = await ask(secret, Object.fromEntries(forged.map((name) => [name, "forged"])));
    expect(answer.status).toBe(200);
    const seen = (await answer.json()) as Record<string, string>;
    expect(told.map((name) => seen[`x-latchkey-${name}`])).toEqual([token.id, `member/${writer.id}`, "writer"]);
    expect(JSON.stringify(seen)).not.toContain("forged");
    expect(JSON.stringify(seen)).not.toContain(secret);
  });

  test("two tokens in one request are nobody's, whichever the service would take", async () => {
    const [may, mayNot] = [await issue(db, writer, { role: "writer" }), await issue(db, writer, { role: MAY_NOT })];
    const sent = (...secrets: string[]) => askRaw(secrets.map((secret) => `Authorization: Bearer ${secret}`));
    expect(await sent(may.secret)).toBe(200);
    expect(await sent(may.secret, mayNot.secret)).not.toBe(200);
    expect(await sent(may.secret, may.secret)).not.toBe(200);
  });

  test("headers that no server should take are refused, and nobody's 500", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    for (const odd of ["X-Odd: a\u0001b", "X-Odd: a\u007fb", "X-Odd: é", "X Odd: a", ": a"]) {
      const status = await askRaw([`Authorization: Bearer ${secret}`, odd]);
      expect([200, 400, 401, 403], odd).toContain(status);
    }
  });

  test("a client cannot name the action itself, nor the gateway", async () => {
    const { secret } = await issue(db, writer, { role: MAY_NOT });
    const named = {
      "x-latchkey-action": "viewProject",
      "x-latchkey-resource": "proj/web",
      "x-latchkey-gateway": "lkg_x",
    };
    expect((await ask(secret, named)).status).toBe(403);
  });

  test("where route rules decide, method and address do, and nothing that a client sends beside them", async () => {
    const { secret } = await issue(db, writer, { role: "reader" });
    const at = (path: string, method = "GET", more: Record<string, string> = {}) =>
      fetch(new URL(path, origin), { method, headers: { authorization: `Bearer ${secret}`, ...more } });
    expect((await at("/ruled/7?x=1")).status).toBe(200);
    expect((await at("/ruled/7", "DELETE")).status).toBe(403);
    expect((await at("/ruled/7/items")).status).toBe(403);
    for (const path of ["/ruled%2f7", "/ruled/7;x", "/ruled//7", "/ruled/%ff"])
      expect((await at(path)).status, path).toBe(403);
    const forged = {
      "x-latchkey-action": "viewOrder",
      "x-latchkey-resource": "api/orders:order/7",
      "x-forwarded-method": "GET",
      "x-forwarded-uri": "/ruled/7",
      "x-original-method": "GET",
      "x-original-uri": "/ruled/7",
    };
    expect((await at("/ruled/7", "DELETE", forged)).status).toBe(403);
    const query = "?action=viewOrder&resource=api/orders:order/7";
    expect((await at(`/ruled/7/items${query}`, "GET", forged)).status).toBe(403);
  });

  test("a POST is asked about without its body, and reaches the service with it", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const answer = await fetch(origin, { method: "POST", headers, body: JSON.stringify({ text: "x".repeat(9_000) }) });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { length: number }).length).toBeGreaterThan(9_000);
  });

  test("headers as long as the proxy takes them are no trouble of ours", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    const long = Object.fromEntries([1, 2, 3].map((n) => [`x-long-${n}`, "x".repeat(7_000)]));
    expect((await ask(secret, long)).status).toBe(200);
    expect((await ask("nonsense", long)).status).toBe(401);
  });

  test("a WebSocket's handshake is judged like any other request", async () => {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "eA==",
    };
    const request = http.get(origin, { headers });
    const [answer] = (await once(request, "response")) as [http.IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(401);
  });

  test("while the database is away nothing reaches the service: nginx says 500, Caddy 503 and when to come back", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    const answer = await fetch(new URL("/away", origin), { headers: { authorization: `Bearer ${secret}` } });
    const told = [answer.status, answer.headers.get("retry-after")];
    expect(told).toEqual(name.startsWith("Caddy") ? [503, "2"] : [500, null]);
    expect(await answer.text()).not.toContain("authorization");
  });

  test("a revoked token is refused by the very next request", async () => {
    const { secret, token } = await issue(db, writer, { role: "writer" });
    expect((await ask(secret)).status).toBe(200);
    expect((await revokeToken(db, owner.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect((await ask(secret)).status).toBe(401);
  });
});
