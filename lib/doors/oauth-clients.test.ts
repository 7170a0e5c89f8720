import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "openid-client";
import TokenIntrospection from "token-introspection";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { issue, seedAccount } from "@/lib/testing/account";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { openDoors } from "./doors";

const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const doors = openDoors({ db, authority: instance.authority, note: () => {}, onError: () => {} });
let origin = "";
const server = http.createServer((request, response) => {
  if (!doors(request, response, request.url ?? "/", origin)) response.writeHead(404).end();
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await untilHeld(instance);
});
afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

const account = await seedAccount(db);
const owner = await account.join("owner");
const made = await createGateway(db, owner.principal, { name: "rs" });
if (!made.ok) throw new Error(made.error.kind);
const [clientId, clientSecret] = [made.value.gateway.id, made.value.secret.reveal()];

/** As a relying party finds the endpoints: plain HTTP must be allowed, and it is OAuth's discovery and not OpenID's (wire 2). */
const discovered = (authentication?: client.ClientAuth) =>
  client.discovery(new URL(origin), clientId, clientSecret, authentication, {
    algorithm: "oauth2",
    execute: [client.allowInsecureRequests],
  });

test.each([
  ["the secret in the form", client.ClientSecretPost],
  ["HTTP Basic, form-encoded", client.ClientSecretBasic],
])("openid-client discovers, introspects and revokes with %s", async (_, authentication) => {
  const { secret, token } = await issue(db, owner, { role: "writer" });
  const found = await discovered(authentication(clientSecret));
  expect(await client.tokenIntrospection(found, secret)).toMatchObject({
    active: true,
    client_id: token.id,
    scope: "writer",
  });
  expect(await client.tokenRevocation(found, secret)).toBeUndefined();
  expect(await client.tokenIntrospection(found, secret)).toEqual({ active: false });
});

test("openid-client is told that a wrong credential is wrong", async () => {
  const found = await discovered(client.ClientSecretPost("lkg_wrong"));
  await expect(client.tokenIntrospection(found, "x")).rejects.toMatchObject({ status: 401 });
});

test("token-introspection tells a living token from one that is nobody's", async () => {
  const { secret } = await issue(db, owner, { role: "reader" });
  const introspect = TokenIntrospection({
    endpoint: `${origin}/oauth/introspect`,
    client_id: clientId,
    client_secret: clientSecret,
    allowed_algs: [],
  });
  expect(await introspect(secret, "access_token")).toMatchObject({ active: true, scope: "reader" });
  await expect(introspect("nobody's", "access_token")).rejects.toMatchObject({ name: "TokenNotActiveError" });
});
