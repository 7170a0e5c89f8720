import "server-only";
import pg from "pg";

/** Another Latchkey server serves this data folder already. */
export class AlreadyRunning extends Error {
  override name = "AlreadyRunning";
}

const SERVER_LOCK = 7_234_002;
const USE_LOCK = 7_234_003;

/**
 * Takes the one lock that says "a server runs on this database", for as long as the returned connection
 * lives; null when another server has it.
 */
export function takeServerLock(connection: pg.ClientConfig): Promise<pg.Client | null> {
  return take(connection, "select pg_try_advisory_lock($1) as taken", SERVER_LOCK);
}

/**
 * Says "a process works on this embedded Postgres", for as long as the returned connection lives; null when
 * whoever started it has begun to stop it.
 */
export function takeUse(connection: pg.ClientConfig): Promise<pg.Client | null> {
  return take(connection, "select pg_try_advisory_lock_shared($1) as taken", USE_LOCK);
}

/** Waits until no other process works on it, and lets none begin from then on; false if that takes longer than asked. */
export async function closeToOthers(use: pg.Client, withinMs: number): Promise<boolean> {
  await use.query("select pg_advisory_unlock_shared($1)", [USE_LOCK]);
  await use.query(`set lock_timeout = ${Math.ceil(withinMs)}`);
  return use.query("select pg_advisory_lock($1)", [USE_LOCK]).then(
    () => true,
    () => false,
  );
}

async function take(connection: pg.ClientConfig, query: string, lock: number): Promise<pg.Client | null> {
  const client = new pg.Client({ ...connection, application_name: "latchkey-lock" });
  client.on("error", () => {}); // losing it later is the database's trouble, not the end of this process
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>(query, [lock]);
  if (rows[0]?.taken) return client;
  await client.end();
  return null;
}
