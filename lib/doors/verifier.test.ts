import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { installation } from "@/drizzle/schema";
import { createGateway } from "@/lib/gateways/create-gateway";
import { deriveKeys, setKeys } from "@/lib/keys/keys";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { tokenActivity } from "@/lib/usage/token-activity";

const { db, url } = await testDatabase();
const root = path.resolve(import.meta.dirname, "../..");
const folder = fs.mkdtempSync(path.join(root, "node_modules/.cache/latchkey-verifier-"));
const SECRET = "a master secret of thirty-two bytes at least";
const running: ChildProcess[] = [];

beforeAll(async () => {
  const { VERIFIER, wholeOptions } = await import("../../scripts/bundle.mjs");
  await build({ ...wholeOptions(VERIFIER, folder), sourcemap: false });
  const keys = deriveKeys(Buffer.from(SECRET));
  setKeys(keys);
  await db.insert(installation).values({ secretCheck: keys.check });
}, 60_000);
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  fs.rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(folder, "verifier.mjs")], {
    cwd: root,
    env: { PATH: process.env["PATH"], NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk;
  });
  return { child, said, exited: once(child, "exit") };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("where no server runs a verifier says so and what to do, and makes no database of its own", async () => {
  const dataDir = path.join(folder, "nothing");
  const { said, exited } = start({ LATCHKEY_DATA_DIR: dataDir });
  expect(await exited).toEqual([78, null]);
  expect(said.err).toMatch(/^No Latchkey server runs on .*Start the server first, or set DATABASE_URL\.\n$/);
  expect(fs.existsSync(dataDir)).toBe(false);
});

test("with another master secret it does not start", async () => {
  const { said, exited } = start({ DATABASE_URL: url, LATCHKEY_SECRET: `${SECRET}, another` });
  expect(await exited).toEqual([78, null]);
  expect(said.err).toContain("not the one this database was begun with");
});

test("it answers gateways until a token is revoked, records the uses, tells its figures, and stops in order", async () => {
  const port = await freePort();
  const { child, said, exited } = start({
    DATABASE_URL: url,
    LATCHKEY_SECRET: SECRET,
    LATCHKEY_VERIFIER_PORT: String(port),
  });
  await vi.waitFor(() => expect(said.out, said.err).toContain("verifier is ready"), { timeout: 20_000, interval: 20 });
  const owner = await (await seedAccount(db)).join("owner");
  const gateway = await createGateway(db, owner.principal, { name: "edge" });
  if (!gateway.ok) throw new Error(gateway.error.kind);
  const { secret, token } = await issue(db, owner, { role: "writer" });
  const at = (where: string) => `http://127.0.0.1:${port}${where}`;
  const ask = async () => {
    const headers = {
      authorization: `Bearer ${secret}`,
      "x-latchkey-gateway": gateway.value.secret.reveal(),
      "x-latchkey-action": "updateOn",
      "x-latchkey-resource": "proj/web:env/production:flag/x",
    };
    return (await fetch(at("/authz/nginx"), { headers })).status;
  };
  for (let i = 0; i < 5; i++) expect(await ask()).toBe(204);
  expect((await fetch(at("/readyz"))).status).toBe(200);
  expect((await fetch(at("/tokens"))).status).toBe(404);
  const figures = await (await fetch(at("/metrics"))).text();
  expect(figures).toMatch(/latchkey_request_duration_seconds_count\{door="\/authz\/nginx",outcome="ok"\} 5\n/);
  expect(figures).toMatch(/latchkey_memory_lookups_total\{kind="tokens",result="(hit|miss|direct)"\} \d/);
  for (const name of [
    "memory_entries",
    "memory_hit_ratio",
    "lease_held",
    "lease_age_seconds",
    "epoch_lag",
    "pool_connections",
  ])
    expect(figures).toMatch(new RegExp(`^latchkey_${name}(\\{.*\\})? \\d`, "m"));
  expect(figures).not.toContain(token.id);
  await revokeToken(db, owner.principal, { id: token.id, reason: "" });
  expect(await ask()).toBe(401);
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  expect((await tokenActivity(db, owner.principal.accountId, token.id)).days.at(-1)?.gateway).toEqual({
    allowed: 5,
    denied: 0,
  });
}, 60_000);
