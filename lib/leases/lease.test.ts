import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { openOwnConnection } from "@/lib/db/own-connection";
import { testDatabase } from "@/lib/testing/database";
import { Lease } from "./lease";
import { RENEW_MS } from "./limits";

const { db, url } = await testDatabase();
const pool = new pg.Pool({ connectionString: url, max: 2 });
pool.on("error", () => {});
afterAll(() => pool.end());

const known = async () => {
  const { rows } = await db.execute(sql`select id from authority_instances`);
  return rows.length;
};

async function untilHeld(lease: Lease): Promise<void> {
  while (!lease.held()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test("nobody who never asks is known to the database", async () => {
  const lease = new Lease(pool, { forget: () => {}, onError: () => {} });
  expect(lease.left()).toBe(0);
  expect(await known()).toBe(0);
  await lease.stop();
});

test("it is held soon after it is asked for, and given back when it stops, so that no change waits for it", async () => {
  const forgotten: unknown[] = [];
  const lease = new Lease(pool, { forget: (changes) => forgotten.push(changes), onError: () => {} });
  await untilHeld(lease);
  expect(await known()).toBe(1);
  expect(lease.left()).toBeGreaterThan(0);
  await lease.stop();
  expect(lease.held()).toBe(false);
  expect(await known()).toBe(0);
  expect(forgotten.at(-1)).toBe("all");
});

test("a database that cannot be reached is tried at the pace of renewals, and it is held when it is back", async () => {
  let [tries, down] = [0, true];
  const lease = new Lease(pool, {
    forget: () => {},
    onError: () => {},
    open: (itsPool, listening) => {
      tries++;
      if (down) listening.onLost(); // as a connection that is refused says too
      return down ? Promise.reject(new Error("refused")) : openOwnConnection(itsPool, listening);
    },
  });
  const begun = performance.now();
  expect(lease.held()).toBe(false);
  await expect.poll(() => tries, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(RENEW_MS);
  expect(lease.held()).toBe(false);
  down = false;
  await untilHeld(lease);
  await lease.stop();
});
