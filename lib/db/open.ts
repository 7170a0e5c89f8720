import "server-only";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "@/drizzle/schema";
import type { OpenedDatabase } from "./client";
import { type EmbeddedPostgres, startEmbedded } from "./embedded";
import { isUnavailable } from "./errors";
import { applyMigrations } from "./migrations";
import { AlreadyRunning, closeToOthers, takeServerLock, takeUse } from "./server-lock";

export type { OpenedDatabase } from "./client";

type Where = {
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly role: "server" | "command";
  /** False leaves the schema as it is: for looking only. */
  readonly migrate?: boolean;
};

const WAIT_FOR_OTHERS_MS = 30_000;
/** A server that stops lets a command of the operator's finish for so long. */
const COMMANDS_FINISH_WITHIN_MS = 3_000;
/** Seen to be served by another for so long, a folder is: sooner, it may be the rest of a killed server. */
const SERVED_FOR_MS = 5_000;
const EMBEDDED_USER = { user: "latchkey", database: "postgres" };

/**
 * Opens and migrates the database: the Postgres of `databaseUrl`, or the embedded one in `dataDir`. A server
 * is alone on its folder and runs the embedded Postgres itself; a command attaches to the server's, or runs
 * it for its own while. Throws `AlreadyRunning` when another server has the folder.
 */
export async function openDatabase({ databaseUrl, dataDir, role, migrate = true }: Where): Promise<OpenedDatabase> {
  if (databaseUrl !== undefined) {
    const pool = openPool({ connectionString: databaseUrl });
    return opened(pool, { embedded: false, migrate }, () => pool.end());
  }
  const folder = path.join(dataDir, "postgres");
  return role === "server" ? openForServer(folder) : openForCommand(folder, migrate);
}

async function openForServer(folder: string): Promise<OpenedDatabase> {
  const postgres = await ownPostgres(folder);
  const connection = { host: postgres.host, ...EMBEDDED_USER };
  const lock = await takeServerLock(connection);
  const use = lock && (await takeUse(connection));
  if (!use) throw new AlreadyRunning(alreadyRunning(folder));
  const pool = openPool(connection);
  return opened(pool, { embedded: true, migrate: true }, async () => {
    await pool.end();
    await closeToOthers(use, COMMANDS_FINISH_WITHIN_MS).catch(() => {});
    await postgres.stop(); // with the locks held: one who got in between would be thrown out
    await Promise.all([lock, use].map((held) => held.end().catch(() => {})));
  });
}

/** A Postgres that this process started: one that a command runs, or that is shutting down, is waited for. */
async function ownPostgres(folder: string): Promise<EmbeddedPostgres> {
  const begun = Date.now();
  let served: number | null = null;
  for (;;) {
    const postgres = await startEmbedded(folder);
    if (postgres.started) return postgres;
    // The Postgres of a server that was just killed is seen to be served until it has noticed.
    served = (await servedByAnother(postgres.host)) ? (served ?? Date.now()) : null;
    if (served !== null && Date.now() - served > SERVED_FOR_MS) throw new AlreadyRunning(alreadyRunning(folder));
    if (Date.now() - begun > WAIT_FOR_OTHERS_MS)
      throw new AlreadyRunning(`Another process has used the database in ${folder} for too long. Stop it first.`);
    await pause(100);
  }
}

async function servedByAnother(host: string): Promise<boolean> {
  try {
    const lock = await takeServerLock({ host, ...EMBEDDED_USER });
    await lock?.end();
    return lock === null;
  } catch {
    return false; // it is shutting down
  }
}

const alreadyRunning = (folder: string) =>
  `A Latchkey server already runs on ${folder}. Stop it first, or set LATCHKEY_DATA_DIR to another folder.`;

async function openForCommand(folder: string, migrate: boolean): Promise<OpenedDatabase> {
  const until = Date.now() + WAIT_FOR_OTHERS_MS;
  for (;;) {
    const postgres = await startEmbedded(folder);
    const connection = { host: postgres.host, ...EMBEDDED_USER };
    // Null or gone: it attached to one that is just being stopped, and the next try starts its own.
    const use = await takeUse(connection).catch((error: unknown) => {
      if (postgres.started || !isUnavailable(error)) throw error;
      return null;
    });
    if (use) return attached(postgres, use, openPool(connection), migrate);
    if (Date.now() > until) throw new Error("The embedded Postgres is being stopped, and does not end.");
    await pause(100);
  }
}

function attached(
  postgres: EmbeddedPostgres,
  use: pg.Client,
  pool: pg.Pool,
  migrate: boolean,
): Promise<OpenedDatabase> {
  return opened(pool, { embedded: true, migrate }, async () => {
    await pool.end();
    // Another command may have attached meanwhile: it is let finish.
    if (postgres.started) await closeToOthers(use, WAIT_FOR_OTHERS_MS);
    await postgres.stop(); // with the lock held: one who got in between would be thrown out
    await use.end().catch(() => {});
  });
}

function openPool(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: 10,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  // Without a listener an idle connection's end would end the process (security 6, F1).
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

async function opened(
  pool: pg.Pool,
  { embedded, migrate }: { embedded: boolean; migrate: boolean },
  close: () => Promise<void>,
): Promise<OpenedDatabase> {
  try {
    if (migrate) await applyMigrations(pool);
    else await pool.query("select 1");
  } catch (error) {
    await close();
    throw error;
  }
  return { db: drizzle(pool, { schema, casing: "snake_case" }), pool, embedded, close };
}
