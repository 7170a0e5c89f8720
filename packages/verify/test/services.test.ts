import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issue } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { seedGateway, startLatchkey } from "./latchkey";

const REVOCATIONS = 24;
const database = await testDatabase();
const { db } = database;
const { owner, writer, credential } = await seedGateway(database);
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-services-"));
type Service = { readonly child: ChildProcess; ask(secret: string): Promise<Response> };
const services: Service[] = [];

async function startService(url: string, script: string): Promise<Service> {
  const env = { ...process.env, LATCHKEY_URL: url, LATCHKEY_GATEWAY: credential };
  const child = fork(script, { env, execArgv: [] });
  const [port] = await once(child, "message");
  const ask = (secret: string) =>
    fetch(`http://127.0.0.1:${port}/`, { headers: { authorization: `Bearer ${secret}` } });
  return { child, ask };
}

beforeAll(async () => {
  const { url } = await startLatchkey(database);
  const script = path.join(home, "service.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "service.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@latchkey/verify": path.resolve(import.meta.dirname, "../src/index.ts") },
  });
  services.push(await startService(url, script), await startService(url, script));
});
afterAll(async () => {
  for (const { child } of services) {
    child.kill("SIGCONT");
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  fs.rmSync(home, { recursive: true, force: true });
});

async function untilRemembers({ ask }: Service): Promise<void> {
  const remembers = async () => (await ask("nobody")).headers.get("x-remembers");
  await expect.poll(remembers, { interval: 5, timeout: 60_000 }).toBe("true");
}
const statusOf = async (service: Service, secret: string) => (await service.ask(secret)).status;

test("a service that was frozen while a token was revoked refuses it with its first answer", async () => {
  const [service] = services as [Service];
  await untilRemembers(service);
  const { secret, token } = await issue(db, writer, { role: "writer" });
  for (let round = 0; round < 2; round++) expect(await statusOf(service, secret)).toBe(200);
  service.child.kill("SIGSTOP");
  expect((await revokeToken(db, owner.principal, { id: token.id, reason: "" })).ok).toBe(true);
  const first = statusOf(service, secret); // waits in its socket
  service.child.kill("SIGCONT");
  expect(await first).toBe(401);
});

test("at random moments under load, with one of two services frozen now and then, none allows what was asked after its revocation returned", async () => {
  for (const service of services) await untilRemembers(service);
  const dead = new Set<string>();
  const recent: string[] = [];
  let [late, allowed, stale, over] = [0, 0, 0, false];
  const ask = async (service: Service, secret: string): Promise<number> => {
    const wasDead = dead.has(secret);
    const status = await statusOf(service, secret);
    if (wasDead) late++;
    if (status === 200) allowed++;
    if (wasDead && status === 200) stale++;
    return status;
  };
  const everywhere = (secret: string) => Promise.all(services.map((service) => ask(service, secret)));
  const client = async (service: Service) => {
    while (!over) {
      const secret = recent[Math.floor(Math.random() * recent.length)];
      await (secret === undefined ? pause(1) : ask(service, secret));
    }
  };
  const clients = [...services, ...services].map(client);
  const times: number[] = [];
  for (let round = 0; round < REVOCATIONS; round++) {
    const { secret, token } = await issue(db, writer, { role: "writer" });
    expect(await everywhere(secret)).toEqual([200, 200]); // so that it lies in both memories, where they may keep it
    if (recent.push(secret) > 10) recent.shift();
    await pause(Math.random() * 30);
    const frozen = round % 8 === 5 ? services[round % 2] : undefined;
    frozen?.child.kill("SIGSTOP");
    const begun = performance.now();
    await revokeToken(db, owner.principal, { id: token.id, reason: "" });
    dead.add(secret);
    if (!frozen) times.push(performance.now() - begun);
    frozen?.child.kill("SIGCONT");
    expect(await everywhere(secret)).toEqual([401, 401]);
  }
  await Promise.all(services.map(untilRemembers));
  over = true;
  await Promise.all(clients);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]?.toFixed(1);
  console.info(`${allowed} allowed, ${late} asked late; revocations: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  expect(allowed).toBeGreaterThanOrEqual(2 * REVOCATIONS);
  expect(late).toBeGreaterThanOrEqual(2 * REVOCATIONS);
  expect(stale).toBe(0);
});
