import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { listGateways } from "@/lib/gateways/list-gateways";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import { mintSecret } from "@/lib/keys/secret-format";
import { Limiter, NO_LIMITS } from "@/lib/limits/limiter";
import { issue, seedAccount } from "@/lib/testing/account";
import { listen } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { pauseToken } from "@/lib/tokens/pause-token";
import { openDoors } from "./doors";
import type { GatewayUse } from "./note-use";

const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());

const uses: GatewayUse[] = [];
const dependencies = {
  db,
  authority: instance.authority,
  note: (_: unknown, use: GatewayUse) => void uses.push(use),
  onError: () => {},
};
const doors = openDoors(dependencies);
let origin = "";
const server = http.createServer((request, response) => {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (!doors(request, response, path, origin)) response.writeHead(418).end();
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await untilHeld(instance);
});
afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
beforeEach(() => {
  uses.length = 0;
});

const account = await seedAccount(db);
const owner = await account.join("owner");
const writer = await account.join("writer");
const made = await createGateway(db, owner.principal, { name: "edge" });
if (!made.ok) throw new Error(made.error.kind);
const gateway = { id: made.value.gateway.id, secret: made.value.secret.reveal() };
const elsewhere = await seedAccount(db, "Other");
const stranger = await issue(db, await elsewhere.join("owner"), { role: "owner" });

const WRITE = { "x-latchkey-action": "updateOn", "x-latchkey-resource": "proj/web:env/production:flag/x" };
const ask = (path: string, headers: Record<string, string>, method = "GET") =>
  fetch(origin + path, { method, headers });
const asProxy = (token: string | null, more: Record<string, string> = {}) => ({
  "x-latchkey-gateway": gateway.secret,
  ...WRITE,
  ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  ...more,
});

describe("gateways", () => {
  test("a Writer neither sees, makes nor revokes one", async () => {
    const forbidden = { ok: false, error: { kind: "forbidden" } };
    expect(await listGateways(db, writer.principal)).toMatchObject(forbidden);
    expect(await createGateway(db, writer.principal, { name: "x" })).toMatchObject(forbidden);
    expect(await revokeGateway(db, writer.principal, { id: gateway.id })).toMatchObject(forbidden);
  });

  test("another account's is not there to revoke", async () => {
    const theirs = await elsewhere.join("owner");
    expect(await revokeGateway(db, theirs.principal, { id: gateway.id })).toMatchObject({
      error: { kind: "not_found" },
    });
  });

  test("the list names it and holds nothing of its credential but the last four characters", async () => {
    const listed = await listGateways(db, owner.principal);
    expect(listed).toMatchObject({ ok: true, value: [{ id: gateway.id, name: "edge" }] });
    expect(JSON.stringify(listed)).not.toContain(gateway.secret.slice(4, 47));
  });
});

describe.each(["nginx", "forward", "envoy"] as const)("the door for %s", (kind) => {
  const path = kind === "envoy" ? "/authz/envoy/orders/7" : `/authz/${kind}`;
  const allowed = kind === "envoy" ? 200 : 204;

  test("refuses whoever is no gateway, and a token that poses as one", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    for (const credential of ["", "lkg_nonsense", secret, `${gateway.secret}x`]) {
      const answer = await ask(path, asProxy(secret, { "x-latchkey-gateway": credential }));
      expect(answer.status).toBe(403);
      expect(answer.headers.get("x-latchkey-reason")).toBe("gateway-unknown");
    }
  });

  test("refuses a request of which nobody says what it is", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    const answer = await ask(path, { "x-latchkey-gateway": gateway.secret, authorization: `Bearer ${secret}` });
    expect([answer.status, answer.headers.get("x-latchkey-reason")]).toEqual([403, "request-unnamed"]);
  });

  test("asks for a token with 401 where there is none, an unknown, a dead or another account's", async () => {
    const none = await ask(path, asProxy(null));
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="latchkey"']);
    const paused = await issue(db, writer, { role: "writer" });
    await pauseToken(db, writer.principal, { id: paused.token.id, reason: "" });
    for (const token of [`lkp_${"a".repeat(43)}000000`, paused.secret, stranger.secret, gateway.secret]) {
      const answer = await ask(path, asProxy(token));
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
    }
    expect(uses).toEqual([]);
  });

  test("takes two headers of one name for none, the same twice too", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    const sent = { ...asProxy(secret) } as Record<string, string>;
    const twice = async (name: string, second = sent[name] ?? "") => {
      const request = http.get(origin + path, { headers: { ...sent, [name]: [sent[name] ?? "", second] } });
      const [answer] = (await once(request, "response")) as [http.IncomingMessage];
      answer.resume();
      return [answer.statusCode, answer.headers["x-latchkey-reason"]];
    };
    expect(await twice("x-unrelated")).toEqual([allowed, undefined]);
    for (const second of [undefined, "x"]) {
      expect(await twice("x-latchkey-gateway", second)).toEqual([403, "gateway-unknown"]);
      expect(await twice("x-latchkey-action", second)).toEqual([403, "request-unnamed"]);
      expect(await twice("x-latchkey-resource", second)).toEqual([403, "request-unnamed"]);
      expect(await twice("authorization", second)).toEqual([401, undefined]);
    }
    expect(uses.filter(({ allowed }) => !allowed)).toEqual([]);
  });

  test("is asked by GET or HEAD alone, but for Envoy, which repeats its client's method", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const refused = kind === "nginx" ? 403 : 405;
      expect((await ask(path, asProxy(secret), method)).status).toBe(kind === "envoy" ? 200 : refused);
    }
    expect((await ask(path, asProxy(secret), "HEAD")).status).toBe(allowed);
  });

  test("lets a token through that may, tells the service who calls, and notes the use", async () => {
    const { secret, token } = await issue(db, writer, { role: "writer" });
    for (let round = 0; round < 2; round++) {
      const answer = await ask(path, asProxy(secret));
      expect(answer.status).toBe(allowed);
      expect(answer.headers.get("x-latchkey-token-id")).toBe(token.id);
      expect(answer.headers.get("x-latchkey-subject")).toBe(`member/${writer.id}`);
      expect(answer.headers.get("x-latchkey-scopes")).toBe("writer");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    expect(uses.map((use) => [use.holder.id, use.allowed, use.asked?.action])).toEqual([
      [token.id, true, "updateOn"],
      [token.id, true, "updateOn"],
    ]);
  });

  test("refuses a token that may not, with the reason, and notes that too", async () => {
    const { secret } = await issue(db, writer, { role: "reader" });
    const answer = await ask(path, asProxy(secret));
    expect([answer.status, answer.headers.get("x-latchkey-reason")]).toEqual([403, "permission-missing"]);
    expect(uses).toMatchObject([{ allowed: false }]);
  });

  test("a name that hides something matches nothing", async () => {
    const { secret } = await issue(db, owner, { role: "owner" });
    for (const resource of ["proj/web//x", "proj/../acct", "proj/web:", " proj/web", "proj/web,proj/b:env/.."]) {
      const answer = await ask(path, asProxy(secret, { "x-latchkey-resource": resource }));
      expect(answer.status, resource).not.toBe(500);
      if (resource !== " proj/web") expect(answer.status, resource).toBe(403);
    }
  });
});

describe("introspection (RFC 7662)", () => {
  const basic = { authorization: `Basic ${btoa(`${gateway.id}:${gateway.secret}`)}` };
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(origin + path, { method: "POST", body: new URLSearchParams(form), headers });

  test("a caller that is no gateway gets 401 and learns nothing", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    const unnamed = await post("/oauth/introspect", { token: secret });
    expect([unnamed.status, await unnamed.json()]).toEqual([401, { error: "invalid_client" }]);
    expect(unnamed.headers.get("www-authenticate")).toContain("Basic");
    const wrong = await post("/oauth/introspect", { token: secret }, { authorization: `Basic ${btoa("x:y")}` });
    expect(wrong.status).toBe(401);
    const another = { authorization: `Basic ${btoa(`${account.id}:${gateway.secret}`)}` };
    expect((await post("/oauth/introspect", { token: secret }, another)).status).toBe(401);
    const bearer = await post("/oauth/introspect", { token: secret }, { authorization: `Bearer ${secret}` });
    expect([bearer.status, bearer.headers.get("www-authenticate")]).toEqual([401, expect.stringContaining("Bearer")]);
  });

  test("no token, two tokens, two credentials, another content type and a GET are refused as the RFCs say", async () => {
    expect((await post("/oauth/introspect", {}, basic)).status).toBe(400);
    const twice = await post("/oauth/introspect", { token: "a", client_secret: gateway.secret }, basic);
    expect(twice.status).toBe(400);
    const json = await fetch(`${origin}/oauth/introspect`, {
      method: "POST",
      body: "{}",
      headers: { ...basic, "content-type": "application/json" },
    });
    expect(json.status).toBe(400);
    expect((await fetch(`${origin}/oauth/introspect`, { headers: basic })).status).toBe(405);
  });

  test("a living token is told as the RFC says, by every way of naming the client", async () => {
    const expiresAt = Date.now() + 3_600_000;
    const { secret, token } = await issue(db, writer, { role: "writer", kind: "service", expiresAt });
    const inForm = { client_id: gateway.id, client_secret: gateway.secret };
    for (const [form, headers] of [
      [{}, basic],
      [inForm, {}],
      [{}, { authorization: `Bearer ${gateway.secret}` }],
    ] as const) {
      const answer = await post(
        "/oauth/introspect",
        { token: secret, token_type_hint: "refresh_token", ...form },
        headers,
      );
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({
        active: true,
        scope: "writer",
        scopes: ["writer"],
        client_id: token.id,
        token_type: "Bearer",
        exp: Math.floor(expiresAt / 1000),
        iat: Math.floor(token.createdAt / 1000),
        sub: `service-token/${token.id}`,
        iss: origin,
        jti: token.id,
      });
    }
  });

  test("dead, unknown, foreign and malformed tokens are one answer", async () => {
    const paused = await issue(db, writer, { role: "writer" });
    await pauseToken(db, writer.principal, { id: paused.token.id, reason: "" });
    const answers = await Promise.all(
      [paused.secret, `lkp_${"b".repeat(43)}000000`, stranger.secret, "x"].map((token) =>
        post("/oauth/introspect", { token }, basic),
      ),
    );
    const seen = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(new Set(seen.map(String))).toEqual(new Set(['200,{"active":false}']));
  });

  test("whoever has a token can end it, and that has happened when the answer comes (RFC 7009)", async () => {
    const { secret } = await issue(db, writer, { role: "writer" });
    expect((await ask("/authz/forward", asProxy(secret))).status).toBe(204);
    const ended = await post("/oauth/revoke", { token: secret });
    expect([ended.status, await ended.text()]).toEqual([200, ""]);
    expect((await ask("/authz/forward", asProxy(secret))).status).toBe(401);
    expect((await post("/oauth/revoke", { token: secret })).status).toBe(200);
    expect((await post("/oauth/revoke", { token: "unknown" })).status).toBe(200);
    expect((await post("/oauth/revoke", { token: secret }, { authorization: `Basic ${btoa("x:y")}` })).status).toBe(
      401,
    );
  });

  test("of tokens that nobody knows so many are taken a minute and client; one that is known is ended all the same", async () => {
    const limited = openDoors({ ...dependencies, limiter: new Limiter({ ...NO_LIMITS, failures: 3 }) });
    const port = await listen(
      http.createServer((request, response) => {
        request.headers[CLIENT_ADDRESS] = "192.0.2.7";
        limited(request, response, request.url ?? "/", "");
      }),
    );
    const end = (token: string) =>
      fetch(`http://127.0.0.1:${port}/oauth/revoke`, { method: "POST", body: new URLSearchParams({ token }) });
    const nobodys = () => end(mintSecret("personal").reveal());
    for (let time = 0; time < 3; time++) expect((await nobodys()).status).toBe(200);
    const over = await nobodys();
    expect([over.status, Number(over.headers.get("retry-after")) > 0]).toEqual([429, true]);
    const { secret } = await issue(db, writer, { role: "writer" });
    for (let time = 0; time < 2; time++) expect((await end(secret)).status).toBe(200);
    expect((await ask("/authz/forward", asProxy(secret))).status).toBe(401);
  });

  test("the metadata names the endpoints under the address that was asked (RFC 8414)", async () => {
    const answer = await fetch(`${origin}/.well-known/oauth-authorization-server`);
    expect(await answer.json()).toMatchObject({ issuer: origin, introspection_endpoint: `${origin}/oauth/introspect` });
  });
});

test("a question that is too long is answered, and not cut off, whether it says how long it is or not", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const long = new Blob([`token=${"x".repeat(8 << 20)}`]);
  for (const body of [new Uint8Array(await long.arrayBuffer()), long.stream()]) {
    const answer = await fetch(`${origin}/oauth/introspect`, {
      method: "POST",
      headers,
      body,
      duplex: "half",
    } as RequestInit);
    expect([answer.status, await answer.json()]).toEqual([400, { error: "invalid_request" }]);
  }
});

test("a revoked gateway is refused when the revocation returns", async () => {
  const other = await createGateway(db, owner.principal, { name: "old" });
  if (!other.ok) throw new Error(other.error.kind);
  const { secret } = await issue(db, writer, { role: "writer" });
  const headers = asProxy(secret, { "x-latchkey-gateway": other.value.secret.reveal() });
  expect((await ask("/authz/nginx", headers)).status).toBe(204);
  expect((await ask("/authz/nginx", headers)).status).toBe(204);
  expect((await revokeGateway(db, owner.principal, { id: other.value.gateway.id })).ok).toBe(true);
  expect((await ask("/authz/nginx", headers)).status).toBe(403);
});
