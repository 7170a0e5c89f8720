import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** A writer not heard of for so long is taken for dead: what it had not written is lost, and nothing waits for it. */
export const WRITER_LIVES_SECONDS = 120;

/**
 * Up to when every living instance has written what it saw, by the database's clock: each says so with every batch, and every
 * few seconds without one. With no instance there is nobody whose uses could be missing: now.
 */
export const completeUntil: SQL = sql`coalesce(
  (select min(complete_until) from usage_writers where seen_at > now() - ${WRITER_LIVES_SECONDS} * interval '1 second'), now())`;
