import "server-only";
import type pg from "pg";
import type { Db } from "./client";

type Preparable<P> = { prepare(name: string): P };

const statements = new WeakMap<Db, Map<string, unknown>>();

/** The statement of that name, built once for each database and kept by name on its connections (ruling R35). */
export function prepared<P>(db: Db, name: string, build: (db: Db) => Preparable<P>): P {
  const known = statements.get(db) ?? new Map<string, unknown>();
  statements.set(db, known);
  if (!known.has(name)) known.set(name, build(db).prepare(name));
  return known.get(name) as P;
}

/** Runs one statement written out as text, kept by name on its connections; its rows are what the caller says. */
export async function runPrepared<R extends pg.QueryResultRow>(
  db: Db,
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
): Promise<R[]> {
  return (await poolOf(db).query<R>({ ...statement, values: [...values] })).rows;
}

type Run = <R extends pg.QueryResultRow>(
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
) => Promise<R[]>;

/** Runs several such statements as one transaction: it is committed when `act` resolves, and comes to nothing when it rejects. */
export async function preparedTransaction<T>(db: Db, act: (run: Run) => Promise<T>): Promise<T> {
  const client = await poolOf(db).connect();
  try {
    await client.query("begin");
    const done = await act(
      async (statement, values) => (await client.query({ ...statement, values: [...values] })).rows,
    );
    await client.query("commit");
    client.release();
    return done;
  } catch (error) {
    client.release(true); // its connection is closed, and with it the transaction
    throw error;
  }
}

/** The pool behind a database. */
export function poolOf(db: Db): pg.Pool {
  return (db as Db & { $client: pg.Pool }).$client;
}
