import "server-only";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "@/drizzle/schema";
import { APP_ROLE } from "./app-role";
import type { OpenedDatabase } from "./client";
import { type EmbeddedPostgres, findEmbedded, startEmbedded } from "./embedded";
import { isUnavailable } from "./errors";
import { type App, applyMigrations } from "./migrations";
import { AlreadyRunning, closeToOthers, takeServerLock, takeUse } from "./server-lock";
import { watchPool } from "./watch-pool";

export type { OpenedDatabase } from "./client";

type Where = {
  readonly databaseUrl?: string | undefined;
  /** Whoever owns the tables, if that is not the user of `databaseUrl`. */
  readonly databaseOwnerUrl?: string | undefined;
  readonly dataDir: string;
  readonly role: "server" | "command";
  /** False leaves the schema as it is: for looking only. */
  readonly migrate?: boolean;
};

/** Longer than Postgres lets a statement run or a transaction do nothing: a connection in use and silent for so long is dead. */
const SILENT_MS = 12_000;
const WAIT_FOR_OTHERS_MS = 30_000;
/** A server that stops lets a command of the operator's finish for so long. */
const COMMANDS_FINISH_WITHIN_MS = 3_000;
/** Seen to be served by another for so long, a folder is: sooner, it may be the rest of a killed server. */
const SERVED_FOR_MS = 5_000;
/** The embedded database's owner: it migrates and holds the locks, and nothing else. */
const EMBEDDED_USER = { user: "latchkey", database: "postgres" };
const EMBEDDED_APP = { ...EMBEDDED_USER, user: APP_ROLE };

/**
 * Opens and migrates the database: the Postgres of `databaseUrl`, or the embedded one in `dataDir`. A server
 * is alone on its folder and runs the embedded Postgres itself; a command attaches to the server's, or runs
 * it for its own while. Throws `AlreadyRunning` when another server has the folder.
 */
export async function openDatabase(where: Where): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir, role, migrate = true } = where;
  if (databaseUrl !== undefined) return openElsewhere(where, databaseUrl);
  const folder = path.join(dataDir, "postgres");
  return role === "server" ? openForServer(folder) : openForCommand(folder, migrate);
}

async function openElsewhere(where: Where, appUrl: string): Promise<OpenedDatabase> {
  const { databaseOwnerUrl: ownerUrl, role, migrate = true } = where;
  const pool = openPool({ connectionString: appUrl }, { patient: role === "command" });
  const owner = ownerUrl === undefined ? null : { connectionString: ownerUrl };
  const prepare = async () => {
    if (!owner) return migrateAs({ connectionString: appUrl }, null);
    const { rows } = await pool.query<{ name: string }>("select current_user as name");
    await migrateAs(owner, { name: rows[0]?.name ?? "", make: false });
  };
  return opened(pool, { embedded: false, prepare: migrate ? prepare : null }, () => pool.end());
}

/**
 * Opens a database that another process keeps: the Postgres of `databaseUrl`, or the embedded one of the server that runs on
 * `dataDir`. Null if no server does. It neither migrates nor starts anything, and a server that stops does not wait for it.
 */
export async function openBeside({
  databaseUrl,
  dataDir,
}: Pick<Where, "databaseUrl" | "dataDir">): Promise<OpenedDatabase | null> {
  const host = databaseUrl === undefined ? await findEmbedded(path.join(dataDir, "postgres")) : null;
  if (databaseUrl === undefined && host === null) return null;
  const pool = openPool(host === null ? { connectionString: databaseUrl } : { host, ...EMBEDDED_APP });
  return opened(pool, { embedded: host !== null, prepare: null }, () => pool.end());
}

async function openForServer(folder: string): Promise<OpenedDatabase> {
  const postgres = await ownPostgres(folder);
  const connection = { host: postgres.host, ...EMBEDDED_USER };
  const lock = await takeServerLock(connection);
  const use = lock && (await takeUse(connection));
  if (!use) throw new AlreadyRunning(alreadyRunning(folder));
  const pool = openPool({ ...connection, ...EMBEDDED_APP });
  const prepare = () => migrateAs(connection, { name: APP_ROLE, make: true });
  return opened(pool, { embedded: true, prepare }, async () => {
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
    if (use) return attached(postgres, use, connection, migrate);
    if (Date.now() > until) throw new Error("The embedded Postgres is being stopped, and does not end.");
    await pause(100);
  }
}

function attached(
  postgres: EmbeddedPostgres,
  use: pg.Client,
  connection: pg.PoolConfig,
  migrate: boolean,
): Promise<OpenedDatabase> {
  // Whoever only looks comes as the owner: the other user may not be there yet.
  const pool = openPool(migrate ? { ...connection, ...EMBEDDED_APP } : connection, { patient: true });
  const prepare = migrate ? () => migrateAs(connection, { name: APP_ROLE, make: true }) : null;
  return opened(pool, { embedded: true, prepare }, async () => {
    await pool.end();
    // Another command may have attached meanwhile: it is let finish.
    if (postgres.started) await closeToOthers(use, WAIT_FOR_OTHERS_MS);
    await postgres.stop(); // with the lock held: one who got in between would be thrown out
    await use.end().catch(() => {});
  });
}

/** With `patient` a connection may be silent for long: a migration waits for another's, and a command reads the whole log. */
function openPool(connection: pg.PoolConfig, { patient = false } = {}): pg.Pool {
  const pool = new pg.Pool({
    max: 10,
    ...connection,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  watchPool(pool, { silentMs: patient ? 0 : SILENT_MS });
  return pool;
}

/** Migrates as whoever owns the tables, and gives what it needs to the product's user if that is another, on a connection of its own that is closed again. */
async function migrateAs(owner: pg.PoolConfig, app: App | null): Promise<void> {
  const pool = openPool({ ...owner, max: 1 }, { patient: true });
  try {
    await applyMigrations(pool, app);
  } finally {
    await pool.end();
  }
}

async function opened(
  pool: pg.Pool,
  { embedded, prepare }: { embedded: boolean; prepare: (() => Promise<void>) | null },
  close: () => Promise<void>,
): Promise<OpenedDatabase> {
  try {
    await prepare?.();
    await pool.query("select 1");
  } catch (error) {
    await close();
    throw error;
  }
  return { db: drizzle(pool, { schema, casing: "snake_case" }), pool, embedded, close };
}
