import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** An instant of the database in whole epoch milliseconds. */
export const epochMs = (instant: SQL): SQL => sql`floor(extract(epoch from ${instant}) * 1000)::float8`;
