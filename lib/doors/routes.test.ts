import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { GatewayCalls } from "@/lib/gateways/gateway-calls";
import { gatewaysPage } from "@/lib/gateways/list-gateways";
import { saveRoutesInput } from "@/lib/routes/input";
import { readRoutes } from "@/lib/routes/read-routes";
import { saveRoutes } from "@/lib/routes/save-routes";
import { issue, seedAccount } from "@/lib/testing/account";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { openDoors } from "./doors";

const { db, url } = await testDatabase();
const [one, two] = [startInstance(url), startInstance(url)];
beforeItGoes(async () => {
  await Promise.all([one.stop(), two.stop()]);
});
const calls = new GatewayCalls(db, () => {});

const account = await seedAccount(db);
const owner = await account.join("owner");
const made = async (name: string, asksBy: "names" | "routes") => {
  const gateway = await createGateway(db, owner.principal, { name, asksBy });
  if (!gateway.ok) throw new Error(gateway.error.kind);
  return gateway.value.secret.reveal();
};
const byRoutes = await made("edge", "routes");
const byNames = await made("old edge", "names");
const statements = [{ effect: "allow", actions: ["viewOrder"], resources: ["api/orders:order/*"] } as const];
const { secret } = await issue(db, owner, { role: { source: "inline", statements } });
const { secret: everything } = await issue(db, owner, { role: "owner" });

const VIEW = { methods: ["GET"], path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" };
const REST = { path: "/**", action: "callApi", resource: "api/orders" };

/** All rules from now on; the seen ones are whatever is there. */
async function rule(...routes: object[]): Promise<void> {
  const present = await readRoutes(db, owner.principal);
  const seen = present.ok ? present.value.revision : null;
  const saved = await saveRoutes(db, owner.principal, saveRoutesInput.parse({ seen, routes }));
  if (!saved.ok) throw new Error(saved.error.kind);
}

const serve = async ({ authority }: typeof one) => {
  const doors = openDoors({ db, authority, note: () => {}, noteCall: (by) => calls.note(by), onError: () => {} });
  const server = http.createServer(
    (request, response) => void doors(request, response, (request.url ?? "/").split("?")[0] ?? "/", ""),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  return (server.address() as AddressInfo).port;
};
let ports: number[] = [];
beforeAll(async () => {
  ports = [await serve(one), await serve(two)];
  await Promise.all([untilHeld(one), untilHeld(two)]);
});

type Asked = {
  method?: string;
  uri: string;
  host?: string;
  token?: string | null;
  gateway?: string;
  more?: http.OutgoingHttpHeaders;
};

/** Asks a door as its proxy would. Not by fetch, which tidies paths up. */
function ask(door: "nginx" | "forward" | "envoy", asked: Asked, port = ports[0]) {
  const { method = "GET", uri, host = "api.example.com", token = secret, gateway = byRoutes, more = {} } = asked;
  const told = {
    nginx: { "x-original-method": method, "x-original-uri": uri, "x-original-host": host },
    forward: { "x-forwarded-method": method, "x-forwarded-uri": uri, "x-forwarded-host": host },
    envoy: { host },
  }[door];
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const headers = { "x-latchkey-gateway": gateway, ...told, ...authorization, ...more };
  const path = door === "envoy" ? `/authz/envoy${uri}` : `/authz/${door}`;
  return new Promise<{ status: number; why: string | undefined; body: string }>((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", path, method: door === "envoy" ? method : "GET", headers });
    request.on("error", reject).on("response", async (response) => {
      const body = (await response.setEncoding("utf8").toArray()).join("");
      resolve({ status: response.statusCode ?? 0, why: String(response.headers["x-latchkey-reason"] ?? ""), body });
    });
    request.end();
  });
}
const seen = async (...args: Parameters<typeof ask>) => {
  const { status, why } = await ask(...args);
  return [status, why];
};

describe.each(["nginx", "forward", "envoy"] as const)("where route rules decide, the door for %s", (door) => {
  const passed = door === "envoy" ? 200 : 204;
  beforeAll(() => rule(VIEW));

  test("refuses what no rule fits, and asks for a token only where one does", async () => {
    expect(await seen(door, { uri: "/orders/7", method: "DELETE" })).toEqual([403, "route-unknown"]);
    expect(await seen(door, { uri: "/admin", token: null })).toEqual([403, "route-unknown"]);
    expect(await seen(door, { uri: "/orders/7", token: null })).toEqual([401, ""]);
  });

  test("refuses paths that can be read in two ways", async () => {
    for (const uri of [
      "/orders/%2e%2e/7",
      "/orders/..",
      "//orders/7",
      "/orders%2f7",
      "/orders/7%00",
      "/orders/%ff",
      "/orders/7;x",
      "/Orders/7",
    ])
      expect(await seen(door, { uri, token: everything }), uri).toEqual([403, "path-ambiguous"]);
  });

  test("lets a token do what the rule says that it is, and nothing else", async () => {
    expect(await seen(door, { uri: "/orders/7?x=/admin" })).toEqual([passed, ""]);
    await rule(VIEW, REST);
    const refused = await ask(door, { uri: "/admin" });
    expect([refused.status, refused.why]).toEqual([403, "permission-missing"]);
    if (door !== "nginx") expect(JSON.parse(refused.body)).toMatchObject({ action: "callApi", resource: "api/orders" });
    await rule(VIEW);
  });

  test("does not let a client name the action and the resource itself", async () => {
    const more = { "x-latchkey-action": "viewOrder", "x-latchkey-resource": "api/orders:order/7" };
    expect(await seen(door, { uri: "/admin", more })).toEqual([403, "route-unknown"]);
    expect(await seen(door, { uri: "/admin?action=viewOrder&resource=api/orders:order/7" })).toEqual([
      403,
      "route-unknown",
    ]);
  });

  test("asks no rules for a gateway that names its requests itself", async () => {
    expect(await seen(door, { uri: "/orders/7", gateway: byNames })).toEqual([403, "request-unnamed"]);
    const more = { "x-latchkey-action": "viewOrder", "x-latchkey-resource": "api/orders:order/7" };
    expect(await seen(door, { uri: "/admin", gateway: byNames, more })).toEqual([passed, ""]);
  });
});

test("each door believes the headers of its own proxy alone", async () => {
  await rule(VIEW);
  const forged = { "x-forwarded-method": "GET", "x-forwarded-uri": "/orders/7", "x-original-uri": "" };
  expect(await seen("nginx", { uri: "", more: forged })).toEqual([403, "request-unnamed"]);
  const others = { "x-original-method": "GET", "x-original-uri": "/orders/7", "x-forwarded-uri": "" };
  expect(await seen("forward", { uri: "", more: others })).toEqual([403, "request-unnamed"]);
});

test("a rule that is saved or taken away holds on every instance when the call returns, from memory", async () => {
  const everywhere = async () => {
    const answers: unknown[] = [];
    for (const port of [...ports, ...ports]) answers.push((await ask("forward", { uri: "/orders/7" }, port)).status);
    return answers;
  };
  for (let round = 0; round < 5; round++) {
    await rule(VIEW);
    expect(await everywhere()).toEqual([204, 204, 204, 204]);
    await rule();
    expect(await everywhere()).toEqual([403, 403, 403, 403]);
  }
  await Promise.all([untilHeld(one), untilHeld(two)]);
  await everywhere();
  for (const { authority } of [one, two]) expect(authority.routes.find(account.id)).not.toBeInstanceOf(Promise);
});

test("the page tells how often each gateway asked and when last, and which processes answer from memory", async () => {
  const page = async () => {
    await calls.flush();
    const found = await gatewaysPage(db, owner.principal);
    if (!found.ok) throw new Error(found.error.kind);
    return found.value;
  };
  const edge = ({ gateways }: Awaited<ReturnType<typeof page>>) => gateways.find(({ name }) => name === "edge");
  const before = edge(await page())?.calls ?? 0;
  await rule(VIEW);
  for (let i = 0; i < 3; i++) await ask("forward", { uri: "/orders/7", token: null });
  const after = await page();
  expect(edge(after)?.calls).toBe(before + 3);
  expect(edge(after)?.lastUsedAt).toBeGreaterThan(Date.now() - 60_000);
  expect(after.instances).toMatchObject([{ behind: 0 }, { behind: 0 }]);
  for (const { seenAgo } of after.instances) expect(seenAgo).toBeGreaterThanOrEqual(0);
  const seen = async (interval: string) => {
    await db.execute(sql`insert into authority_instances (id, taken, seen_at)
      select 'silent', pg_current_snapshot(), now() + ${interval}::interval
      on conflict (id) do update set seen_at = excluded.seen_at`);
    return (await page()).instances.find(({ id }) => id === "silent")?.seenAgo;
  };
  expect(await seen("-5 seconds")).toBeGreaterThanOrEqual(5_000);
  expect(await seen("1 hour")).toBe(0); // never in the time to come
  await db.execute(sql`delete from authority_instances where id = 'silent'`);
  const reader = await account.join("reader");
  expect(await gatewaysPage(db, reader.principal)).toMatchObject({ error: { kind: "forbidden" } });
});
