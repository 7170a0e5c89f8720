import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startEmbedded } from "@/lib/db/embedded";
import { applyMigrations } from "@/lib/db/migrations";
import { openOwnConnection } from "@/lib/db/own-connection";
import { Lease } from "./lease";

// A commit that does not wait for the disk lies in memory for up to three times this delay: long enough to lose it for sure.
const SETTINGS = ["wal_writer_delay=10000", "restart_after_crash=off"];

test("a database that crashes knows for whom a change must wait, and what it forgot of a renewal is not built upon", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-crash-"));
  fs.chmodSync(folder, 0o755);
  const home = path.join(folder, "postgres");
  const before = await startEmbedded(home, SETTINGS);
  const pool = new pg.Pool({ host: before.host, user: "latchkey", database: "postgres", max: 2 });
  pool.on("error", () => {});
  await applyMigrations(pool);

  const forgotten: unknown[] = [];
  let renewals = 0;
  let down = false;
  const lease = new Lease(pool, {
    forget: (changes) => forgotten.push(changes),
    onError: () => {},
    open: async (its, listening) => {
      if (down) throw new Error("it is down");
      const connection = await openOwnConnection(its, listening);
      const query = async (config: pg.QueryConfig) => {
        const answer = await connection.query(config);
        if (config.name === "lease_renew") renewals++;
        return answer;
      };
      return { query: query as typeof connection.query, end: () => connection.end() };
    },
  });
  const untilHeld = async () => {
    while (!lease.held()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await untilHeld();
  await expect.poll(() => renewals, { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  down = true;
  const postmaster = Number(fs.readFileSync(path.join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(postmaster, "SIGKILL");
  await before.stop();
  const made = renewals;
  forgotten.length = 0;

  const after = await startEmbedded(home, SETTINGS);
  const { rows } = await pool.query<{ renewals: string }>("select renewals::text from authority_instances");
  expect(rows).toHaveLength(1);
  expect(Number(rows[0]?.renewals)).toBeLessThan(made);
  down = false;
  // Not when it is held: a database that is back within a second meets a lease that still is.
  await expect.poll(() => forgotten, { timeout: 60_000 }).toContain("all");

  await lease.stop();
  await pool.end();
  await after.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});
