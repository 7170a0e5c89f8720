import "server-only";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type * as schema from "@/drizzle/schema";
import { processSlot } from "@/lib/core/process-slot";

/** The database, outside any transaction. */
export type Db = NodePgDatabase<typeof schema>;

/** One transaction of it: inside, everything goes through this and never through `Db`. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** An opened database with what it takes to close it. */
export type OpenedDatabase = {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Whether this is the Postgres that came with the packages. */
  readonly embedded: boolean;
  close(): Promise<void>;
};

const slot = processSlot<OpenedDatabase>("database");
export const setOpened = slot.set;

/** The database of this process; throws before start-up has opened it. */
export function getDb(): Db {
  return slot.get().db;
}

/** The row that must be there: its absence is a bug, not a refusal. */
export function expectRow<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("A row that must exist is missing.");
  return row;
}
