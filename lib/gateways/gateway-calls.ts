import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { FoundGateway } from "./find-gateway";

const EVERY_MS = 2_000;

/**
 * Counts how often each gateway asks, in memory, and writes it every two seconds: one statement however many asked. A count
 * that could not be written waits for the next time; what a process had not written when it died is lost, since it is told
 * to people and nothing is decided by it.
 */
export class GatewayCalls {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  #pending = new Map<string, { accountId: string; calls: number; at: number }>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Db, onError: (error: unknown) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  /** Notes one question. Costs no I/O, and never fails. */
  note({ id, accountId }: FoundGateway): void {
    const at = performance.now();
    const counted = this.#pending.get(id);
    if (counted) {
      counted.calls++;
      counted.at = at;
    } else this.#pending.set(id, { accountId, calls: 1, at });
    this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  /** Writes what is noted so far; resolves when it is written or has to wait for the next time. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const taken = this.#pending;
    if (taken.size === 0) return;
    this.#pending = new Map();
    try {
      await write(this.#db, taken);
    } catch (error) {
      this.#onError(error);
      for (const [id, { accountId, calls, at }] of taken) {
        const later = this.#pending.get(id);
        this.#pending.set(id, { accountId, calls: calls + (later?.calls ?? 0), at: later?.at ?? at });
      }
      this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
    }
  }
}

/** Instants travel as "so long ago": no clock but the database's counts. */
async function write(db: Db, taken: Map<string, { accountId: string; calls: number; at: number }>): Promise<void> {
  const now = performance.now();
  const rows = [...taken].map(([id, { accountId, calls, at }]) => ({ id, account: accountId, calls, ago: now - at }));
  await db.execute(sql`
    insert into gateway_uses as kept (gateway_id, account_id, calls, last_at)
    select id, account, calls, now() - ago * interval '1 millisecond'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, account text, calls bigint, ago float8)
      order by id
    on conflict (gateway_id) do update
      set calls = kept.calls + excluded.calls, last_at = greatest(kept.last_at, excluded.last_at)`);
}
