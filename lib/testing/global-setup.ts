import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "@/lib/db/embedded";
import { applyMigrations } from "@/lib/db/migrations";
import { forgetSeen } from "./contract/seen";

declare module "vitest" {
  interface ProvidedContext {
    /** A connection string with `DATABASE` where the name of a database belongs. */
    postgres: string;
    template: string;
  }
}

const UNSAFE_BUT_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** One Postgres for the whole run, with one migrated database from which each file's is cloned. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  forgetSeen();
  const { url, stop } = await aPostgres();
  const template = `latchkey_template_${process.pid}`;
  const admin = new pg.Client(url.replace("DATABASE", "postgres"));
  await admin.connect();
  await admin.query(`create database ${template}`);
  const pool = new pg.Pool({ connectionString: url.replace("DATABASE", template) });
  await applyMigrations(pool);
  await pool.end();
  project.provide("postgres", url);
  project.provide("template", template);
  return async () => {
    await admin.query(`drop database ${template} with (force)`);
    await admin.end();
    await stop();
  };
}

async function aPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) {
    const url = new URL(given);
    url.pathname = "/DATABASE";
    return { url: url.toString(), stop: async () => {} };
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  fs.chmodSync(folder, 0o755); // the account that runs Postgres passes through it
  const postgres = await startEmbedded(path.join(folder, "postgres"), UNSAFE_BUT_FAST);
  const url = `postgres://latchkey@/DATABASE?host=${encodeURIComponent(postgres.host)}`;
  return {
    url,
    stop: async () => {
      await postgres.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
