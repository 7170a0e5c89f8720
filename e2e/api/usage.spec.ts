import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { OwnServer } from "../support/own-server";

const OWNER = ["member", "create", "--email", "owner@acme.example", "--role", "owner", "--password-stdin"];
const TOKEN = ["token", "create", "--member", "owner@acme.example", "--name", "used", "--role", "reader"];

function serverWithToken() {
  const server = new OwnServer();
  server.operator(OWNER, "violet umbrellas walk at dawn\n");
  const secret = server.operator(TOKEN).trim();
  const call = async () => {
    const headers = { authorization: secret };
    const answer = await fetch(`${server.origin}/api/v2/caller-identity`, { headers }).catch(() => null);
    return answer?.status === 200;
  };
  const database = async <T>(ask: (client: pg.Client) => Promise<T>): Promise<T> => {
    const host = path.join(server.folder, "data", "postgres");
    const client = new pg.Client({ host, user: "latchkey", database: "postgres" });
    await client.connect();
    return ask(client).finally(() => client.end());
  };
  const counted = () =>
    database(async (client) => {
      const { rows } = await client.query("select coalesce(sum(allowed + denied), 0)::int as calls from usage_days");
      return rows[0].calls as number;
    });
  return { server, call, counted };
}

test("what is answered while the server stops is counted, to the last call", async () => {
  const { server, call, counted } = serverWithToken();
  expect(await server.start()).toBeNull();
  let answered = 0;
  const calls = Array.from({ length: 400 }, async (_, i) => {
    if (await call()) answered++;
    if (i === 150) expect(await server.end("SIGTERM")).toBe(0);
  });
  await Promise.all(calls);
  expect(answered).toBeGreaterThan(100);
  expect(await server.start()).toBeNull();
  expect(await counted()).toBeGreaterThanOrEqual(answered); // an answer may have been given that nobody heard
  expect(await counted()).toBeLessThanOrEqual(400);
  expect(await server.end("SIGTERM")).toBe(0);
  server.remove();
});

test("a killed server loses the uses of its last seconds and no other", async () => {
  const { server, call, counted } = serverWithToken();
  expect(await server.start()).toBeNull();
  for (let i = 0; i < 30; i++) expect(await call()).toBe(true);
  await expect.poll(counted, { timeout: 20_000 }).toBe(30);
  for (let i = 0; i < 10; i++) expect(await call()).toBe(true);
  await server.end("SIGKILL");
  expect(await server.start()).toBeNull();
  expect(await counted()).toBeGreaterThanOrEqual(30);
  expect(await counted()).toBeLessThanOrEqual(40);
  expect(await call()).toBe(true);
  expect(await server.end("SIGTERM")).toBe(0);
  server.remove();
});
