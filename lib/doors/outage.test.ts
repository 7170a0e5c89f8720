import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { issue, seedAccount } from "@/lib/testing/account";
import { listen } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { Line } from "@/lib/testing/revocations/line";
import { openDoors } from "./doors";

// A database that is really gone: this process' every connection goes through a line that is cut, or through which nothing passes.
const { db, url } = await testDatabase();
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-outage-"));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
const { host, port, user = "", password, database = "" } = new pg.Client(url);
const login = [user, typeof password === "string" ? password : ""].map(encodeURIComponent).join(":");
const line = await Line.open(home, { host, port });
const instance = startInstance(`postgres://${login}@/${database}?host=${encodeURIComponent(home)}`);
beforeItGoes(async () => {
  line.mend();
  await instance.stop();
  await line.close();
});
const doors = openDoors({
  db: instance.db,
  authority: instance.authority,
  lease: instance.lease,
  note: () => {},
  onError: () => {},
});
const server = http.createServer((request, response) => {
  if (!doors(request, response, request.url ?? "/", "")) response.writeHead(404).end();
});
let origin = "";
beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(server)}`;
  await untilHeld(instance);
});

const account = await seedAccount(db);
const owner = await account.join("owner");
const made = await createGateway(db, owner.principal, { name: "edge" });
if (!made.ok) throw new Error(made.error.kind);
const credential = made.value.secret.reveal();
const bearer = { authorization: `Bearer ${credential}` };

const forward = (door: string, secret: string) =>
  fetch(`${origin}/authz/${door}`, {
    headers: {
      authorization: `Bearer ${secret}`,
      "x-latchkey-gateway": credential,
      "x-latchkey-action": "updateOn",
      "x-latchkey-resource": "proj/web:env/production:flag/x",
    },
  });
const form = (door: string, token: string) =>
  fetch(`${origin}/oauth/${door}`, { method: "POST", headers: bearer, body: new URLSearchParams({ token }) });
const json = (door: string, body: object) =>
  fetch(`${origin}/access/v1/${door}`, {
    method: "POST",
    headers: { ...bearer, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const question = {
  subject: { type: "member", id: owner.id },
  action: { name: "updateOn" },
  resource: { type: "flag", id: "proj/web:env/production:flag/x" },
};
/** One question at each door, about a token or a member. */
const everywhere = (secret: string): Promise<Response>[] => [
  ...["nginx", "forward", "envoy/orders"].map((door) => forward(door, secret)),
  form("introspect", secret),
  form("revoke", secret),
  json("evaluation", question),
  json("evaluations", { ...question, evaluations: [{}, {}] }),
  fetch(`${origin}/authz/verify`, {
    method: "POST",
    headers: { ...bearer, "content-type": "application/json" },
    body: JSON.stringify({ secret, action: "updateOn", resource: "acct" }),
  }),
  fetch(`${origin}/authz/events`, { headers: bearer }),
];

async function expectUnavailable(secret: string): Promise<void> {
  for (const answer of await Promise.all(everywhere(secret))) {
    expect(answer.status, answer.url).toBe(503);
    expect(Number(answer.headers.get("retry-after")), answer.url).toBeGreaterThan(0);
    expect(answer.headers.get("x-latchkey-token-id")).toBeNull();
    expect(await answer.text()).not.toMatch(/active|decision|true/);
  }
}

test.each(["cut", "silence"] as const)(
  "without a database (%s) every door says 503, never yes, no or inactive; what is in memory decides as long as the lease lasts, and all is well again after",
  async (how) => {
    const { secret } = await issue(db, owner, { role: "writer" });
    await untilHeld(instance);
    expect((await forward("nginx", secret)).status).toBe(204);
    line[how]();
    while (instance.lease.held()) {
      const answer = await forward("nginx", secret);
      // The lease may end between the two.
      expect(instance.lease.held() ? [204] : [204, 503]).toContain(answer.status);
    }
    await expectUnavailable(secret);
    line.mend();
    await untilHeld(instance);
    expect((await forward("nginx", secret)).status).toBe(204);
    expect(await (await form("introspect", secret)).json()).toMatchObject({ active: true });
    expect(await (await json("evaluation", question)).json()).toEqual({ decision: true });
  },
);
