import "server-only";
import { newId } from "@/lib/core/id";
import { type ConnectionPool, type OwnConnection, openOwnConnection, type ResultRow } from "@/lib/db/own-connection";
import type { AuthorityChange } from "./authority-change";
import { Followers } from "./followers";
import { IDLE_MS, KEPT_MS, LEASE_MS, RENEW_MS, RENEWAL_TIMEOUT_MS } from "./limits";
import { FORGET_ME, PRUNE, REGISTER, RENEW, type Renewal, type Statement } from "./statements";

type Options = {
  /** Forgets what these changes touch, or everything. It runs before the lease is held with the changes in sight. */
  readonly forget: (changes: readonly AuthorityChange[] | "all") => void;
  readonly onError: (error: unknown) => void;
  /** Opens the connection; another only in tests. */
  readonly open?: typeof openOwnConnection;
};

/**
 * The right of this process to decide by what it holds in memory, for at most `LEASE_MS` from before it was last asked
 * for: by the monotonic clock, and by the clock on the wall too, since the former stands still while a machine sleeps.
 * Nobody's change returns before this process has taken it in or its lease has run out (`settled`; decision 0018).
 *
 * It is asked for with the first use, and given back when nobody has used it for a minute.
 */
export class Lease {
  /** Those who hold leases under this one. What this process takes in counts as taken in when they have too. */
  readonly followers = new Followers();
  readonly #pool: ConnectionPool;
  readonly #options: Options;
  /** Of one registration alone: what an old connection still had under way says nothing for this one. */
  #id = "";
  #renewals = 0;
  #until = 0;
  #untilOnWall = 0;
  #usedAt = 0;
  /** The changes that were taken in, as Postgres writes a snapshot; null when this process is not known there. */
  #taken: string | null = null;
  /** The changes that this process itself has forgotten by, and by when its followers have: oldest first. */
  #read: readonly Read[] = [];
  #renewedAt = 0;
  #renewedOnWall = 0;
  #prunedAt = 0;
  #connection: OwnConnection | null = null;
  #loop: Promise<void> | null = null;
  #stopped = false;
  #wake: () => void = () => {};
  #noticed = false;

  constructor(pool: ConnectionPool, options: Options) {
    this.#pool = pool;
    this.#options = options;
    this.followers.onTaken = () => {
      if (this.followers.takenByAll() === this.followers.told) this.#notice(); // that is to be said at once
    };
  }

  /** Whether what is in memory may decide at this instant. Costs no I/O. */
  held(): boolean {
    const now = performance.now();
    this.#usedAt = now;
    if (this.#loop === null && !this.#stopped) this.#loop = this.#run();
    return now < this.#until && Date.now() < this.#untilOnWall;
  }

  /** For how many milliseconds it is still held; 0 if it is not. */
  left(): number {
    return Math.max(0, Math.min(this.#until - performance.now(), this.#untilOnWall - Date.now()));
  }

  /** The changes that were taken in, as Postgres writes a snapshot; null while this process holds no lease. */
  get taken(): string | null {
    return this.#taken;
  }

  /** How many milliseconds ago it was last asked for with success; null while this process holds no lease. */
  age(): number | null {
    return this.#taken === null ? null : performance.now() - this.#renewedAt;
  }

  /** Gives it back, so that no change waits for it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#notice();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped && performance.now() - this.#usedAt < IDLE_MS) {
      this.#noticed = false;
      const came = await this.#attempt();
      if (came === "trouble" || (came === "nothing" && !this.#noticed)) await this.#pause(RENEW_MS);
    }
    await this.#giveBack();
    this.#loop = null;
  }

  /** What came of one renewal; `changes` if there is something to say at once: that they were taken in. */
  async #attempt(): Promise<"changes" | "nothing" | "trouble"> {
    try {
      this.#connection ??= await this.#connect();
      if (this.#taken === null || performance.now() - this.#renewedAt > KEPT_MS / 2) await this.#register();
      else if (performance.now() - this.#prunedAt > KEPT_MS) await this.#prune();
      return (await this.#renew()) ? "changes" : "nothing";
    } catch (error) {
      this.#options.onError(error);
      this.#drop();
      return "trouble";
    }
  }

  async #connect(): Promise<OwnConnection> {
    const line: { lost: boolean; connection: OwnConnection | null } = { lost: false, connection: null };
    line.connection = await (this.#options.open ?? openOwnConnection)(this.#pool, {
      channel: "latchkey_authority",
      onNotice: () => this.#notice(),
      onLost: () => {
        line.lost = true;
        if (line.connection !== null && this.#connection === line.connection) this.#connection = null;
      },
      timeoutMs: RENEWAL_TIMEOUT_MS,
    });
    if (line.lost) throw new Error("The connection of the lease was lost as it was made.");
    return line.connection;
  }

  async #register(): Promise<void> {
    this.#until = 0;
    this.#taken = null;
    this.#read = [];
    this.#forget("all");
    await this.#untilFollowed();
    await this.#prune();
    const [before, id] = [this.#id, newId()];
    this.#id = id;
    const [row] = await this.#query<{ taken: string }>(REGISTER, [id, before]);
    this.#taken = row?.taken ?? null;
    this.#renewals = 0;
    this.#renewedAt = performance.now();
    this.#renewedOnWall = Date.now();
  }

  async #prune(): Promise<void> {
    this.#prunedAt = performance.now();
    await this.#query(PRUNE, [KEPT_MS / 1000]);
  }

  async #renew(): Promise<boolean> {
    const sent = performance.now();
    const sentOnWall = Date.now();
    const taken = this.#takenByAll();
    const read = this.#read.at(-1)?.snapshot ?? taken;
    const [row] = await this.#query<Renewal>(RENEW, [this.#id, taken, this.#renewals, read]);
    if (!row?.known) {
      this.#taken = null; // struck off by somebody who waited in vain, or the database crashed and forgot a renewal
      return true;
    }
    const { changes } = row;
    // The machine slept: what was to end by the monotonic clock should have ended already.
    if (sentOnWall - this.#renewedOnWall > sent - this.#renewedAt + LEASE_MS) this.#forget("all");
    if (changes.length > 0) this.#forget(changes.map(([accountId, tokenId]) => ({ accountId, tokenId })));
    this.#read = [...this.#read, { snapshot: row.taken, told: this.followers.told }];
    this.#renewals++;
    this.#renewedAt = sent;
    this.#renewedOnWall = sentOnWall;
    this.#until = sent + LEASE_MS;
    this.#untilOnWall = sentOnWall + LEASE_MS;
    return changes.length > 0 && this.followers.takenByAll() === this.followers.told;
  }

  #forget(changes: readonly AuthorityChange[] | "all"): void {
    this.#options.forget(changes);
    this.followers.tell(changes);
  }

  /** What this process and all who follow it have taken in. */
  #takenByAll(): string | null {
    const told = this.followers.takenByAll();
    const behind = this.#read.findIndex((read) => read.told > told);
    const [taken, left] = behind < 0 ? [this.#read, []] : [this.#read.slice(0, behind), this.#read.slice(behind)];
    this.#taken = taken.at(-1)?.snapshot ?? this.#taken;
    this.#read = left;
    return this.#taken;
  }

  /** Until nobody who follows can decide by what this process has forgotten: a lease's length at most. */
  async #untilFollowed(): Promise<void> {
    for (let left = this.followers.behindFor(); left > 0; left = this.followers.behindFor()) {
      this.#noticed = false;
      await this.#pause(left);
    }
  }

  async #query<R extends ResultRow>(statement: Statement, values: unknown[]): Promise<R[]> {
    if (!this.#connection) throw new Error("The connection of the lease is lost.");
    return (await this.#connection.query<R>({ ...statement, values })).rows;
  }

  #drop(): void {
    const connection = this.#connection;
    this.#connection = null;
    void connection?.end().catch(() => {}); // one that hangs is not waited for
  }

  async #giveBack(): Promise<void> {
    this.#until = 0;
    this.#taken = null;
    this.#forget("all");
    await this.#untilFollowed();
    await this.#query(FORGET_ME, [this.#id]).catch(() => {}); // a change then waits for its end once, and strikes it off
    const connection = this.#connection;
    this.#connection = null;
    await connection?.end().catch(() => {});
  }

  #notice(): void {
    this.#noticed = true;
    this.#wake();
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** What was read from, and the number of the last change that followers were told by then. */
type Read = { readonly snapshot: string; readonly told: number };
