import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accounts, auditSeals } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { type Head, signedHead } from "./heads";
import { EXPORT_EVERY_MS } from "./limits";
import type { HeadSink } from "./sinks";

type Known = Map<string, Head>;

/**
 * Sends the end of every account's chain out of the database when it has moved: at the start, every minute, and at the stop
 * (security 3.13). What a sink did not take is sent with the next round; nothing else waits for a sink. If what was sent before is
 * not in the database any more, it says so.
 */
export class HeadExporter {
  readonly #db: Db;
  readonly #sinks: readonly { readonly sink: HeadSink; readonly sent: Known }[];
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();
  #seen: Known = new Map();

  constructor(db: Db, sinks: readonly HeadSink[], onError: (error: unknown) => void) {
    this.#db = db;
    this.#sinks = sinks.map((sink) => ({ sink, sent: new Map() }));
    this.#onError = onError;
  }

  start(): void {
    if (this.#sinks.length === 0) return;
    this.#timer = setInterval(() => void this.export(), EXPORT_EVERY_MS).unref();
    void this.export();
  }

  /** Sends what has moved once more, and ends. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.export();
  }

  /** One round, behind the one that runs. */
  export(): Promise<void> {
    this.#round = this.#round.then(() => this.#export()).catch(this.#onError);
    return this.#round;
  }

  async #export(): Promise<void> {
    if (this.#sinks.length === 0) return;
    const heads = await readHeads(this.#db);
    for (const head of this.#seen.values()) {
      if (!(await stands(this.#db, head)))
        this.#onError(
          new Error(`The audit chain is not what it was: number ${head.seq} of ${head.account} has changed`),
        );
    }
    this.#seen = new Map(heads.map((head) => [head.account, head]));
    await Promise.all(this.#sinks.map(({ sink, sent }) => send(sink, sent, heads).catch(this.#onError)));
  }
}

async function send(sink: HeadSink, sent: Known, heads: readonly Head[]): Promise<void> {
  const moved = heads.filter(({ account, mac }) => sent.get(account)?.mac !== mac);
  if (moved.length === 0) return;
  await sink(moved.map(signedHead));
  for (const head of moved) sent.set(head.account, head);
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

async function stands(db: Db, { account, seq, mac }: Head): Promise<boolean> {
  const [row] = await db
    .select({ mac: auditSeals.mac })
    .from(auditSeals)
    .where(and(eq(auditSeals.accountId, account), eq(auditSeals.seq, seq)));
  return row?.mac.toString("hex") === mac;
}
