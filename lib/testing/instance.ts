import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "@/drizzle/schema";
import { Authority } from "@/lib/authority/authority";
import type { Db } from "@/lib/db/client";
import { openOwnConnection } from "@/lib/db/own-connection";
import { Lease } from "@/lib/leases/lease";

/** What goes wrong with an instance's line to the database. */
export type Trouble = {
  /** Notices never arrive. */
  deaf: boolean;
  /** Nothing that is sent on the lease's connection is answered: as good as a frozen process. */
  frozen: boolean;
};

export type Instance = {
  readonly db: Db;
  readonly authority: Authority;
  readonly lease: Lease;
  readonly trouble: Trouble;
  /** Cuts the lease's connection. */
  cut(): void;
  stop(): Promise<void>;
};

/** One more process on the database, as far as it can be had within this one: pool, lease and memory of its own. */
export function startInstance(url: string): Instance {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => {});
  const trouble: Trouble = { deaf: false, frozen: false };
  let cut = () => {};
  const lease = new Lease(pool, {
    forget: (changes) => authority.forget(changes),
    onError: () => {},
    open: async (itsPool, listening) => {
      const onNotice = () => void (trouble.deaf || trouble.frozen || listening.onNotice());
      const connection = await openOwnConnection(itsPool, { ...listening, onNotice });
      cut = () => void connection.end();
      const query = connection.query.bind(connection);
      const answered = (...args: Parameters<typeof query>) =>
        trouble.frozen
          ? new Promise((_, reject) => setTimeout(() => reject(new Error("frozen")), 100))
          : query(...args);
      return { query: answered as typeof connection.query, end: () => connection.end() };
    },
  });
  const db = drizzle(pool, { schema, casing: "snake_case" });
  const authority = new Authority(db, lease);
  const stop = async () => {
    await lease.stop();
    await pool.end();
  };
  return { db, authority, lease, trouble, cut: () => cut(), stop };
}

/** Asks until the lease is held: what is asked before goes to the database. */
export async function untilHeld({ lease }: Instance): Promise<void> {
  while (!lease.held()) await new Promise((resolve) => setTimeout(resolve, 2));
}
