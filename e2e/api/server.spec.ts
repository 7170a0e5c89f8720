import fs from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { OwnServer } from "../support/own-server";

const PASSWORD = "violet umbrellas walk at dawn\n";
const OWNER = ["member", "create", "--email", "owner@acme.example", "--role", "owner", "--password-stdin"];
const TOKEN = ["token", "create", "--member", "owner@acme.example", "--name", "maker", "--role", "owner"];
const ROUNDS = 5;
const AT_ONCE = 200;

test("kill -9 during 200 creations, five times: every acknowledged token is there after the restart, each with its audit entry", async () => {
  test.setTimeout(300_000);
  const server = new OwnServer();
  server.operator(OWNER, PASSWORD);
  const secret = server.operator(TOKEN).trim();
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    expect(await server.start()).toBeNull();
    const goal = acknowledged.length + 20 + round * 25; // killed at another point each time
    const making = Array.from({ length: AT_ONCE }, async (_, i) => {
      const answer = await fetch(`${server.origin}/api/v2/tokens`, {
        method: "POST",
        headers: { authorization: secret, "content-type": "application/json" },
        body: JSON.stringify({ name: `round ${round}, ${i}` }),
      }).catch(() => null);
      if (answer?.status !== 201) return;
      const { _id, token } = (await answer.json().catch(() => ({}))) as { _id?: string; token?: string };
      if (_id && token) acknowledged.push(`${_id} ${token}`);
      if (acknowledged.length === goal) await server.end("SIGKILL");
    });
    await Promise.all(making);
    expect(acknowledged.length).toBeGreaterThanOrEqual(goal);
  }
  expect(await server.start()).toBeNull();
  for (const line of acknowledged) {
    const [id, token] = line.split(" ");
    const answer = await fetch(`${server.origin}/api/v2/caller-identity`, { headers: { authorization: token ?? "" } });
    expect(await answer.json()).toMatchObject({ tokenId: id });
  }
  const database = new pg.Client({
    host: path.join(server.folder, "data", "postgres"),
    user: "latchkey",
    database: "postgres",
  });
  await database.connect();
  const { rows } = await database.query(`
    select (select count(*) from access_tokens) as tokens, (select count(*) from token_secrets) as secrets,
      (select count(*) from audit_entries where action = 'createAccessToken') as entries,
      (select count(*) from access_tokens t where not exists (select 1 from audit_entries a where a.target_id = t.id)) as silent`);
  await database.end();
  const { tokens, secrets, entries, silent } = rows[0];
  expect(Number(tokens)).toBeGreaterThanOrEqual(acknowledged.length + 1);
  expect([secrets, entries, silent]).toEqual([tokens, tokens, "0"]);
  expect(await server.end("SIGTERM")).toBe(0);
  server.remove();
});

test("the first start prints one set-up link, the next ones none once there is an Owner; SIGTERM ends with status 0", async () => {
  const server = new OwnServer();
  expect(await server.start()).toBeNull();
  await expect
    .poll(() => server.printed)
    .toMatch(/Set up Latchkey within 30 minutes: http:\/\/127\.0\.0\.1:\d+\/setup\?code=lki_\w{49}\n/);
  expect(await server.end("SIGTERM")).toBe(0);
  server.operator(OWNER, PASSWORD);
  expect(await server.start()).toBeNull();
  expect(server.printed).not.toContain("setup?code");
  expect(await server.end("SIGTERM")).toBe(0);
  server.remove();
});

test("the first Owner can come from the environment, and signs in with it", async () => {
  const server = new OwnServer({
    LATCHKEY_OWNER_EMAIL: "boss@acme.example",
    LATCHKEY_OWNER_PASSWORD: "green lanterns hum all night",
  });
  expect(await server.start()).toBeNull();
  await expect.poll(() => server.printed).toContain("its Owner is boss@acme.example");
  expect(server.printed).not.toContain("lanterns");
  await server.end("SIGTERM");
  server.remove();
});

test("a bad setting, a lost key file and a taken folder stop the start in a sentence, with status 78", async () => {
  const bad = new OwnServer({ LATCHKEY_URL: "not an address" });
  expect(await bad.start()).toBe(78);
  expect(bad.printed).toBe(
    "LATCHKEY_URL cannot be used: expected the address that browsers use, like https://latchkey.example.com.\n",
  );
  bad.remove();

  const server = new OwnServer();
  expect(await server.start()).toBeNull();
  const second = new OwnServer({ LATCHKEY_DATA_DIR: path.join(server.folder, "data") });
  expect(await second.start()).toBe(78);
  expect(second.printed).toContain("A Latchkey server already runs on");
  second.remove();
  await server.end("SIGTERM");
  fs.rmSync(path.join(server.folder, "data", "secret.key"));
  expect(await server.start()).toBe(78);
  expect(server.printed).toMatch(
    /^The key file .*secret\.key is missing, but the database was made with it\. Put it back\.\n$/,
  );
  server.remove();
});

test("DATABASE_URL puts the product on another Postgres, which needs LATCHKEY_SECRET; while that is away the answers are 503, and it heals", async () => {
  test.setTimeout(120_000);
  const host = new OwnServer(); // its embedded Postgres plays the other one
  expect(await host.start()).toBeNull();
  const socket = path.join(host.folder, "data", "postgres");
  const admin = new pg.Client({ host: socket, user: "latchkey", database: "postgres" });
  await admin.connect();
  await admin.query("create database elsewhere");
  await admin.end();
  const DATABASE_URL = `postgres://latchkey@/elsewhere?host=${encodeURIComponent(socket)}`;
  const without = new OwnServer({ DATABASE_URL });
  expect(await without.start()).toBe(78);
  expect(without.printed).toContain("LATCHKEY_SECRET is needed with DATABASE_URL");
  without.remove();
  const nowhere = new OwnServer({
    DATABASE_URL: "postgres://latchkey@127.0.0.1:1/elsewhere",
    LATCHKEY_SECRET: "0123456789abcdef0123456789abcdef",
  });
  expect(await nowhere.start()).toBe(1);
  expect(nowhere.printed).toContain("Latchkey cannot start: the database cannot be reached (ECONNREFUSED).");
  nowhere.remove();

  const guest = new OwnServer({
    DATABASE_URL,
    LATCHKEY_SECRET: "0123456789abcdef0123456789abcdef",
    LOG_LEVEL: "silent",
  });
  guest.operator(OWNER, PASSWORD);
  const secret = guest.operator(TOKEN).trim();
  expect(await guest.start()).toBeNull();
  expect(fs.existsSync(path.join(guest.folder, "data"))).toBe(false);
  const status = async (at: string) =>
    (await fetch(`${guest.origin}${at}`, { headers: { authorization: secret } })).status;
  expect(await status("/api/v2/caller-identity")).toBe(200);
  await host.end("SIGTERM");
  await expect.poll(() => status("/api/v2/caller-identity")).toBe(503);
  const answer = await fetch(`${guest.origin}/api/v2/tokens`, { headers: { authorization: secret } });
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(await answer.json()).toMatchObject({ code: "service_unavailable" });
  expect(await status("/sign-in")).toBe(503);
  expect(await status("/livez")).toBe(200);
  expect(await host.start()).toBeNull();
  await expect.poll(() => status("/api/v2/caller-identity")).toBe(200);
  expect(await status("/sign-in")).toBe(200);
  expect(await guest.end("SIGTERM")).toBe(0);
  await host.end("SIGTERM");
  guest.remove();
  host.remove();
});
