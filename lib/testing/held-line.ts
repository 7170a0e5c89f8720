import type pg from "pg";
import { type OwnConnection, openOwnConnection } from "@/lib/db/own-connection";

/** What was asked on a line: the statement with its values. */
export type Asked = pg.QueryConfig;

/** The line of a lease to the database, as a test holds it: questions wait while it is held, and all are written down. */
export class HeldLine {
  readonly asked: Asked[] = [];
  readonly #pool: pg.Pool;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => {};
  #connection: OwnConnection | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** For `Lease`: opens the line. */
  readonly open: typeof openOwnConnection = async (pool, listening) => {
    const connection = await openOwnConnection(pool, listening);
    this.#connection = connection;
    const query = async (config: Asked) => {
      await this.#free;
      this.asked.push(config);
      return connection.query(config);
    };
    return { query: query as OwnConnection["query"], end: () => connection.end() };
  };

  /** From now on nothing that is asked arrives. */
  hold(): void {
    this.#free = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#release();
  }

  /** Cuts it: the lease opens another. */
  async cut(): Promise<void> {
    await this.#connection?.end();
  }

  /** Lets the database have a question once more, as if it had been under way all that time. */
  async late(config: Asked): Promise<void> {
    await this.#pool.query(config.text, config.values);
  }
}
