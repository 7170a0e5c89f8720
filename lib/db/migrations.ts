import "server-only";
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";
import { grantToApp } from "./app-role";
import { ensureSearchIndexes } from "./search-index";

const MIGRATION_LOCK = 7_234_001;
const folder = () => path.resolve("drizzle/migrations");

/** Who is given what the product needs, if that is not whoever owns the tables. */
export type App = { readonly name: string; readonly make: boolean };

/** Applies what is missing, under a lock of the database on the same connection: instances may start together. */
export async function applyMigrations(pool: pg.Pool, app: App | null = null): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0; set lock_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: folder() });
    await ensureSearchIndexes(client);
    if (app) await grantToApp(client, app.name, app.make);
  } finally {
    client.release(true); // closing the connection gives the lock and the time-outs back
  }
}

/** How many migrations of this version the database has not seen. */
export async function pendingMigrations(pool: pg.Pool): Promise<number> {
  const { rows: found } = await pool.query("select 1 where to_regclass('drizzle.__drizzle_migrations') is not null");
  const { rows } =
    found.length > 0
      ? await pool.query<{ hash: string }>("select hash from drizzle.__drizzle_migrations")
      : { rows: [] };
  const applied = new Set(rows.map(({ hash }) => hash));
  return readMigrationFiles({ migrationsFolder: folder() }).filter(({ hash }) => !applied.has(hash)).length;
}
