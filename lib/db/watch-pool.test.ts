import fs from "node:fs";
import type net from "node:net";
import os from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { Line } from "@/lib/testing/revocations/line";
import { isUnavailable } from "./errors";
import { watchPool } from "./watch-pool";

const { url } = await testDatabase();
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-watch-"));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
const { host, port, user, password, database } = new pg.Client(url);
const line = await Line.open(home, { host, port });
beforeItGoes(() => line.close());

/** A pool of two, whose every connection goes through the line. */
function aPool(times: Parameters<typeof watchPool>[1]): pg.Pool {
  const pool = new pg.Pool({ host: home, user, password, database, max: 2, connectionTimeoutMillis: 60_000 });
  watchPool(pool, times);
  beforeItGoes(async () => {
    line.mend();
    await pool.end();
  });
  return pool;
}
const streamOf = (client: pg.PoolClient) => (client as pg.PoolClient & pg.Client).connection.stream as net.Socket;
const both = <T>(act: () => Promise<T>) => Promise.all([act(), act()]);
const answers = (pool: pg.Pool) => pool.query("select pg_backend_pid() as pid");

describe("a pool", () => {
  test("has the place again of a connection that broke as a transaction began", async () => {
    const pool = aPool({ silentMs: 0, givenBackWithinMs: 1 });
    const db = drizzle(pool);
    await both(() => answers(pool));
    line.silence();
    const begun = Promise.allSettled([1, 2].map(() => db.transaction(async () => {})));
    await expect.poll(() => pool.idleCount).toBe(0);
    line.cut();
    expect((await begun).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    line.mend();
    await expect.poll(() => pool.totalCount).toBe(0);
    expect(await both(() => answers(pool))).toHaveLength(2);
  });

  test("ends a connection in use through which nothing comes, as one that cannot be reached", async () => {
    const pool = aPool({ silentMs: 60_000, givenBackWithinMs: 1 });
    const streams: net.Socket[] = [];
    pool.on("connect", (client) => streams.push(streamOf(client)));
    await both(() => answers(pool));
    expect(streams.map(({ timeout }) => timeout)).toEqual([60_000, 60_000]);
    line.silence();
    const asked = Promise.allSettled([answers(pool), drizzle(pool).transaction(async () => {})]);
    await expect.poll(() => pool.idleCount).toBe(0);
    for (const stream of streams) stream.emit("timeout"); // as the system does when so long has passed
    for (const one of await asked) expect(one.status === "rejected" && isUnavailable(one.reason)).toBe(true);
    await expect.poll(() => pool.totalCount).toBe(0);
    line.mend();
    expect(await both(() => answers(pool))).toHaveLength(2);
  });

  test("keeps one that is silent because nobody asks it anything", async () => {
    const pool = aPool({ silentMs: 60_000 });
    const client = await pool.connect();
    client.release();
    const [before] = (await answers(pool)).rows;
    streamOf(client).emit("timeout");
    expect((await answers(pool)).rows).toEqual([before]);
  });

  test("takes back what is given back late once only, and harms nobody by it", async () => {
    const pool = aPool({ silentMs: 0, givenBackWithinMs: 1 });
    const client = await pool.connect();
    line.cut();
    await expect.poll(() => pool.totalCount).toBe(0);
    expect(() => client.release()).not.toThrow();
    line.mend();
    expect(await both(() => answers(pool))).toHaveLength(2);
  });
});
