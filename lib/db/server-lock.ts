import "server-only";
import pg from "pg";

/** Another Latchkey server serves this data folder already. */
export class AlreadyRunning extends Error {
  override name = "AlreadyRunning";
}

const SERVER_LOCK = 7_234_002;

/**
 * Takes the one lock that says "a server runs on this database", for as long as the returned connection
 * lives; null when another server has it.
 */
export async function takeServerLock(connection: pg.ClientConfig): Promise<pg.Client | null> {
  const client = new pg.Client({ ...connection, application_name: "latchkey-lock" });
  client.on("error", () => {}); // losing it later is the database's trouble, not the end of this process
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [SERVER_LOCK]);
  if (rows[0]?.taken) return client;
  await client.end();
  return null;
}
