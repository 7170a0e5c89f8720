import "server-only";
import pg from "pg";

export type ConnectionPool = pg.Pool;
export type ResultRow = pg.QueryResultRow;

/** A connection outside the pool, for whoever listens or must never wait behind others' queries. */
export type OwnConnection = Pick<pg.Client, "query" | "end">;

type Listening = {
  readonly channel: string;
  readonly onNotice: () => void;
  /** The connection is lost; it is of no use any more. */
  readonly onLost: () => void;
  /** A query that takes longer fails. */
  readonly timeoutMs: number;
};

/**
 * Connects to the pool's database and listens on a channel. Its commits do not wait for the disk: only for what may be
 * forgotten by a database that crashes.
 */
export async function openOwnConnection(
  pool: ConnectionPool,
  { channel, onNotice, onLost, timeoutMs }: Listening,
): Promise<OwnConnection> {
  const { max: _, ...connection } = pool.options;
  const client = new pg.Client({ ...connection, query_timeout: timeoutMs, application_name: "latchkey-lease" });
  client.on("error", onLost);
  client.on("end", onLost);
  client.on("notification", onNotice);
  await client.connect();
  await client.query("set synchronous_commit = off");
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return client;
}
