import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { issue, seedAccount } from "@/lib/testing/account";
import { freePort, listen, runBeside, untilAnswers } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { debianTool } from "@/lib/testing/debian";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { allow, seedRole } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { openDoors } from "./doors";

// Apache with mod_oauth2, which asks RFC 7662's question of our introspection door.
const PACKAGES = ["apache2-bin", "libapache2-mod-oauth2", "liboauth2-0", "liboauth2-apache0", "libcjose0"];
const LIBRARIES = ["libhiredis0.14", "libmemcached11", "libhashkit2", "libapr1", "libaprutil1", "liblua5.3-0"];
const MODULES = ["mpm_event", "authn_core", "authz_core", "alias", "proxy", "proxy_http", "headers", "oauth2"];

const { db, url } = await testDatabase();
const instance = startInstance(url);
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-apache-"));
fs.chmodSync(home, 0o755); // started as root, Apache answers as somebody else
beforeItGoes(() => instance.stop());
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

const account = await seedAccount(db);
const owner = await account.join("owner");
const made = await createGateway(db, owner.principal, { name: "apache" });
if (!made.ok) throw new Error(made.error.kind);
const [clientId, clientSecret] = [made.value.gateway.id, made.value.secret.reveal()];

let asked = 0;
const doors = openDoors({ db, authority: instance.authority, note: () => {}, onError: () => {} });
const latchkey = http.createServer((request, response) => {
  asked++;
  if (!doors(request, response, request.url ?? "/", "http://latchkey.example")) response.writeHead(404).end();
});
const behind = http.createServer((request, response) => response.end(JSON.stringify(request.headers)));
let origin = "";
beforeEach(() => {
  asked = 0;
});

type Guard = { readonly place: string; readonly requires: string; readonly method?: string; readonly expiry?: string };

/** How a place is guarded: what it requires, how the module names itself to us, and for how long it believes us. */
const guard = (port: number, { place, requires, method = "client_secret_basic", expiry = "&expiry=1" }: Guard) => `
  <Location ${place}>
    AuthType oauth2
    OAuth2TokenVerify introspect http://127.0.0.1:${port}/oauth/introspect introspect.auth=${method}&client_id=${clientId}&client_secret=${clientSecret}${expiry}
    Require ${requires}
  </Location>
  ProxyPass ${place} http://127.0.0.1:BEHIND${place}`;

/** The README's example, with our own addresses and credential, for another place. */
function ofReadme(port: number, behindPort: number): string {
  const example = /```apache\n(.+?)```/s.exec(fs.readFileSync("README.md", "utf8"))?.[1] ?? "";
  return example
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${port}`)
    .replaceAll("orders.internal", `127.0.0.1:${behindPort}`)
    .replaceAll("/orders", "/by-array")
    .replaceAll("<gateway id>", clientId)
    .replaceAll("lkg_…", clientSecret);
}

beforeAll(async () => {
  const [port, behindPort, ours] = [await freePort(), await listen(behind), await listen(latchkey)];
  const apache = debianTool([...PACKAGES, ...LIBRARIES], "usr/sbin/apache2");
  const usr = path.dirname(path.dirname(apache));
  const libraries = path.dirname(find(usr, "liboauth2.so.0"));
  const alive = "oauth2_claim active:true";
  const places = [
    { place: "/orders", requires: alive },
    { place: "/by-form", requires: alive, method: "client_secret_post" },
    { place: "/by-default", requires: alive, expiry: "" },
    { place: "/by-text", requires: "oauth2_claim scope:deployers" },
  ].map((each) => guard(ours, each));
  const root = process.getuid?.() === 0 ? "User nobody\nGroup nogroup" : "";
  const configuration = `
ServerRoot ${home}
ServerName apache.example
PidFile ${home}/apache.pid
ErrorLog ${home}/error.log
Mutex file:${home} default
DefaultRuntimeDir ${home}
Listen 127.0.0.1:${port}
${MODULES.map((name) => `LoadModule ${name}_module ${usr}/lib/apache2/modules/mod_${name}.so`).join("\n")}
${root}
Alias /public ${home}/public
<Directory ${home}>
  Require all granted
</Directory>
${places.join("\n").replaceAll("BEHIND", String(behindPort))}
${ofReadme(ours, behindPort)}`;
  fs.writeFileSync(path.join(home, "public"), "open to all");
  fs.writeFileSync(path.join(home, "apache.conf"), configuration);
  const child = runBeside(apache, ["-f", path.join(home, "apache.conf"), "-DFOREGROUND"], {
    LD_LIBRARY_PATH: libraries,
  });
  await untilAnswers(port, child);
  origin = `http://127.0.0.1:${port}`;
  await untilHeld(instance);
});

function find(folder: string, name: string): string {
  const found = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .find((file) => path.basename(file) === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return path.join(folder, found);
}

const ask = (place: string, token?: string) =>
  fetch(origin + place, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

test("without a token, and with one that is nobody's, Apache answers 401 with a Bearer challenge", async () => {
  for (const token of [undefined, "nonsense", `lkp_${"a".repeat(43)}000000`]) {
    const answer = await ask("/orders", token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  }
});

test.each(["/orders", "/by-form"])(
  "a living token passes %s, and the service is told whose it is and not with what",
  async (place) => {
    const { secret, token } = await issue(db, owner, { role: "writer" });
    const answer = await ask(place, secret);
    expect(answer.status).toBe(200);
    const seen = JSON.stringify(await answer.json());
    expect(seen).toContain(`member/${owner.id}`);
    expect(seen).toContain(token.id);
    expect(seen).not.toContain(secret);
  },
);

test("what a client says of itself in the module's own headers does not reach the service", async () => {
  const { secret } = await issue(db, owner, { role: "writer" });
  const forged = {
    authorization: `Bearer ${secret}`,
    OAUTH2_CLAIM_sub: "member/forged",
    OAUTH2_CLAIM_admin: "yes",
    "OAUTH2-CLAIM-jti": "forged",
  };
  const answer = await fetch(`${origin}/orders`, { headers: forged });
  expect(answer.status).toBe(200);
  const seen = JSON.stringify(await answer.json());
  expect(seen).toContain(`"oauth2_claim_sub":"member/${owner.id}"`);
  expect(seen).not.toMatch(/forged|yes/);
});

test("one role of several is required by the array `scopes`; `scope` is compared whole, and what fails is a bare 401", async () => {
  const roles = [await seedRole(db, owner, [allow("*", "proj/a")], { key: "deployers" })];
  roles.push(await seedRole(db, owner, [allow("*", "proj/b")], { key: "readers" }));
  const both = await issue(db, owner, { role: { source: "custom", roles: roles.map(({ id }) => id) } });
  expect((await ask("/by-array", both.secret)).status).toBe(200);
  expect((await ask("/by-text", both.secret)).status).toBe(401);
  const other = await issue(db, owner, { role: "writer" });
  expect((await ask("/by-array", other.secret)).status).toBe(401);
});

test("by default the module remembers a yes and asks once for many requests; a no it asks for every time", async () => {
  const { secret, token } = await issue(db, owner, { role: "writer" });
  for (let i = 0; i < 3; i++) expect((await ask("/by-default", secret)).status).toBe(200);
  expect(asked).toBe(1);
  await revokeToken(db, owner.principal, { id: token.id, reason: "" });
  expect((await ask("/by-default", secret)).status).toBe(200); // why the README has `expiry=1`
  asked = 0;
  for (let i = 0; i < 3; i++) expect((await ask("/by-default", "nonsense")).status).toBe(401);
  expect(asked).toBe(3);
});

test("with `expiry=1` a revoked token is refused as soon as Apache asks again", async () => {
  const { secret, token } = await issue(db, owner, { role: "writer" });
  expect((await ask("/orders", secret)).status).toBe(200);
  await revokeToken(db, owner.principal, { id: token.id, reason: "" });
  await expect.poll(async () => (await ask("/orders", secret)).status, { timeout: 60_000 }).toBe(401);
});
