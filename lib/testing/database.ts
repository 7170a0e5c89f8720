import { randomBytes } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, inject } from "vitest";
import * as schema from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";

export type TestDatabase = { readonly db: Db; readonly pool: pg.Pool; readonly url: string };

const closing: (() => Promise<unknown>)[] = [];

/** What has to be done while the database is still there; may be said at any time, also within a test. */
export const beforeItGoes = (close: () => Promise<unknown>) => void closing.push(close);

/** A migrated database of this test file's own; it is dropped when the file is done. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `latchkey_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client(inject("postgres").replace("DATABASE", "postgres"));
  await admin.connect();
  await admin.query(`create database ${name} template ${inject("template")}`);
  const url = inject("postgres").replace("DATABASE", name);
  const pool = new pg.Pool({ connectionString: url, max: 10, statement_timeout: 20_000 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {})); // the drop may meet one that is just closing
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  return { db: drizzle(pool, { schema, casing: "snake_case" }), pool, url };
}
