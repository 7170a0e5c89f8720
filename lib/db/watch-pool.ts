import "server-only";
import type net from "node:net";
import type pg from "pg";

/** Whoever has a connection when it ends gives it back by then, if at all. */
const GIVEN_BACK_WITHIN_MS = 1_000;

type Times = { readonly silentMs: number; readonly givenBackWithinMs?: number };

/**
 * Sees to it that a pool heals by itself. A connection in use through which nothing comes any more is ended, which the
 * system notices only after a quarter of an hour. And one that ended while it was in use loses its place, also where
 * nobody gives it back: Drizzle does not, where `begin` fails, and so a pool would end one place at a time. With 0 for
 * `silentMs` one may be silent for as long as it likes.
 */
export function watchPool(pool: pg.Pool, { silentMs, givenBackWithinMs = GIVEN_BACK_WITHIN_MS }: Times): void {
  const inUse = new WeakSet<pg.PoolClient>();
  // Without a listener a connection's end would end the process (security 6, F1).
  pool.on("error", () => {});
  pool.on("acquire", (client) => inUse.add(client));
  pool.on("release", (_, client) => inUse.delete(client));
  pool.on("connect", (client) => {
    client.on("error", () => {});
    const { stream } = (client as pg.PoolClient & pg.Client).connection;
    (stream as net.Socket).setTimeout(silentMs, () => {
      if (inUse.has(client)) stream.destroy(new Error("Connection terminated: the database says nothing."));
    });
    client.once("end", () => {
      setTimeout(() => inUse.has(client) && giveBack(client), givenBackWithinMs).unref();
    });
  });
}

function giveBack(client: pg.PoolClient): void {
  client.release(true);
  client.release = () => {}; // whoever comes late has nothing left to give back
}
