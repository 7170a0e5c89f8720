import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accounts, auditSeals } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { type Head, signedHead } from "./heads";
import { EXPORT_EVERY_MS, RETRY_FIRST_MS } from "./limits";
import type { HeadSink } from "./sinks";
import { noteUnsent } from "./unsent";

type Known = Map<string, Head>;
type Place = { readonly sink: HeadSink; readonly sent: Known; failures: number };

/**
 * Sends the end of every account's chain out of the database when it has moved: at the start, every minute, and at the stop
 * (security 3.13). What a sink did not take is sent again, soon and then less often; nothing else waits for a sink. Where none
 * takes anything, that is noted for all. If what was sent before is not in the database any more, it says so.
 */
export class HeadExporter {
  readonly #db: Db;
  readonly #places: readonly Place[];
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();
  #seen: Known = new Map();
  #stopped = false;

  constructor(db: Db, sinks: readonly HeadSink[], onError: (error: unknown) => void) {
    this.#db = db;
    this.#places = sinks.map((sink) => ({ sink, sent: new Map(), failures: 0 }));
    this.#onError = onError;
  }

  /** Also without a sink, once: what another one's failing has held is let go then. */
  start(): void {
    void this.export().then(() => {
      if (this.#stopped || this.#places.length === 0) return;
      this.#timer = setTimeout(() => this.start(), this.nextInMs()).unref();
    });
  }

  /** When the next round is: a minute from now, or sooner where a sink failed. */
  nextInMs(): number {
    const failing = this.#places.map(({ failures }) => failures).filter((failures) => failures > 0);
    return Math.min(EXPORT_EVERY_MS, ...failing.map((failures) => RETRY_FIRST_MS * 2 ** (failures - 1)));
  }

  /** Sends what has moved once more, and ends. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.export();
  }

  /** One round, behind the one that runs. */
  export(): Promise<void> {
    this.#round = this.#round.then(() => this.#export()).catch(this.#onError);
    return this.#round;
  }

  async #export(): Promise<void> {
    if (this.#places.length > 0) await this.#send();
    await noteUnsent(this.#db, this.#places.length > 0 && this.#places.every(({ failures }) => failures > 0));
  }

  async #send(): Promise<void> {
    const heads = await readHeads(this.#db);
    for (const head of this.#seen.values()) {
      if (!(await stands(this.#db, head)))
        this.#onError(
          new Error(`The audit chain is not what it was: number ${head.seq} of ${head.account} has changed`),
        );
    }
    this.#seen = new Map(heads.map((head) => [head.account, head]));
    await Promise.all(this.#places.map((place) => this.#sendTo(place, heads)));
  }

  async #sendTo(place: Place, heads: readonly Head[]): Promise<void> {
    const moved = heads.filter(({ account, mac }) => place.sent.get(account)?.mac !== mac);
    try {
      if (moved.length > 0) await place.sink(moved.map(signedHead));
      for (const head of moved) place.sent.set(head.account, head);
      place.failures = 0;
    } catch (error) {
      place.failures += 1;
      this.#onError(error);
    }
  }
}

/** The ends of all chains as they are now. */
export async function readHeads(db: Db): Promise<Head[]> {
  const { rows } = await db.execute<{ account: string; seq: string; mac: Buffer; at: Date | string }>(sql`
    select ${accounts.id} as account, last.seq, last.mac, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from ${accounts} cross join lateral (
      select seq, mac from ${auditSeals} where account_id = ${accounts.id} order by seq desc limit 1
    ) last order by 1`);
  return rows.map(({ account, seq, mac, at }) => ({
    account,
    seq: Number(seq),
    mac: mac.toString("hex"),
    at: String(at),
  }));
}

/** Whether a head is the link that stands at its number now. */
export async function stands(db: Db, { account, seq, mac }: Head): Promise<boolean> {
  const [row] = await db
    .select({ mac: auditSeals.mac })
    .from(auditSeals)
    .where(and(eq(auditSeals.accountId, account), eq(auditSeals.seq, seq)));
  return row?.mac.toString("hex") === mac;
}
