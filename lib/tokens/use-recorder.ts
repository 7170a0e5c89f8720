import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** A use that was noted: whose token, and when by this process's monotonic clock, in milliseconds. */
type Use = { readonly accountId: string; readonly at: number };

const FIRST_MS = 20; // a token not seen lately shows at once; the wait gathers a burst into one write
const LATER_MS = 5_000; // well inside the 10 s of ruling R22
const BATCH = 1_000;
const REMEMBERED = 100_000;

/**
 * Collects REST uses in memory and writes them in batches after the answers, so that a busy token costs one
 * write in seconds and not one a request. A failed write is tried with the next batch and never fails a request.
 */
export class UseRecorder {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  #pending = new Map<string, Use>();
  #written = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #flushing: Promise<void> = Promise.resolve();

  constructor(db: Db, onError: (error: unknown) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  /** Notes that a token was used just now. Costs no I/O. */
  note(tokenId: string, accountId: string): void {
    const at = performance.now();
    this.#pending.set(tokenId, { accountId, at });
    const last = this.#written.get(tokenId);
    const lately = last !== undefined && at - last < LATER_MS;
    this.#schedule(at + (lately ? LATER_MS : FIRST_MS), at);
  }

  /** Writes what is noted so far; resolves when it is written or given up for now. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Number.POSITIVE_INFINITY;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  #schedule(due: number, now: number): void {
    if (due >= this.#due) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.flush(), due - now);
    this.#timer.unref();
  }

  async #write(): Promise<void> {
    const noted = this.#pending;
    if (noted.size === 0) return;
    this.#pending = new Map();
    // In the order of ids, so that two instances never wait for each other in a ring.
    const uses = [...noted].sort(([a], [b]) => (a < b ? -1 : 1));
    try {
      for (let i = 0; i < uses.length; i += BATCH) await this.#writeBatch(uses.slice(i, i + BATCH));
    } catch (error) {
      this.#onError(error);
      for (const [id, use] of noted) if (!this.#pending.has(id)) this.#pending.set(id, use);
      this.#schedule(performance.now() + LATER_MS, performance.now());
    }
  }

  async #writeBatch(uses: [string, Use][]): Promise<void> {
    const now = performance.now();
    const rows = uses.map(([id, { accountId, at }]) => ({
      token_id: id,
      account_id: accountId,
      ago: Math.round(now - at),
    }));
    // Never backwards, and by the database's clock: what counts is how long ago the use was.
    await this.#db.execute(sql`
      insert into token_uses as kept (token_id, account_id, rest_at)
      select token_id, account_id, now() - ago * interval '1 millisecond'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as used (token_id text, account_id text, ago integer)
      on conflict (token_id) do update set rest_at = greatest(kept.rest_at, excluded.rest_at)`);
    if (this.#written.size > REMEMBERED) this.#written.clear();
    for (const [id] of uses) this.#written.set(id, now);
  }
}
