import "server-only";
import { newId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import { isRefusedForGood } from "@/lib/db/errors";
import { batchRows } from "./batch-rows";
import { Pending, type Tallies } from "./pending";
import type { Try, Use } from "./tally";
import { forgetWriter, writeBatch, writeMark } from "./write-batch";

const FIRST_MS = 20; // a token not seen lately shows at once; the wait gathers a burst into one write
const LATER_MS = 1_500; // a use shows within 2 s, well inside the 10 s of ruling R22
const MARK_MS = 5_000;
const AGAIN_MS = 5_000; // after a write that failed
const APART_MS = 250; // from one write to the next, however many tokens are new
const BATCH = 500;
const REMEMBERED = 100_000;
/** Cells that may wait in memory, half a kilobyte each: a use that would need another is not counted, and told of. */
const CELLS_MAX = 100_000;

type Options = { readonly cells?: number };

/**
 * Collects how tokens are used in memory and writes it in batches after the answers, so that a busy token costs a few rows
 * in seconds and not a few a call. It never fails or delays whoever notes a use. A batch that could not be written is
 * tried again under its number, by which the database tells whether it has it: nothing is counted twice (decision 0017).
 */
export class UsageLedger {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  readonly #writer = newId();
  readonly #pending: Pending;
  #taken: { readonly number: number; readonly tallies: Tallies }[] = [];
  #number = 0;
  #takenAt = performance.now();
  /** Everything noted before is written. */
  #completeAt = this.#takenAt;
  #written = new Map<string, number>();
  #flushing: Promise<unknown> = Promise.resolve();
  /** The batch that will be written next, as far as somebody waits for it. */
  #shared: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #notBefore = 0;
  #marking: NodeJS.Timeout | null = null;

  constructor(db: Db, onError: (error: unknown) => void, { cells = CELLS_MAX }: Options = {}) {
    this.#db = db;
    this.#onError = onError;
    this.#pending = new Pending(cells);
  }

  /** Notes that a token was used just now. Costs no I/O. */
  note(use: Use): void {
    const at = performance.now();
    this.#pending.add(use, at);
    const last = this.#written.get(use.tokenId);
    this.#schedule(at + (last !== undefined && at - last < LATER_MS ? LATER_MS : FIRST_MS), at);
  }

  /**
   * Notes a use, and resolves when it is committed; rejects when it could not be, though it may be written later. Those who
   * ask while a batch is being written share the next one.
   */
  noteCommitted(use: Use): Promise<void> {
    this.#pending.add(use, performance.now());
    this.#shared ??= this.#next(() => {
      this.#shared = null;
      return this.#write();
    }).then((failed) => {
      if (failed !== null) throw failed.error;
    });
    return this.#shared;
  }

  /** Notes a try with a secret that is dead. Costs no I/O. */
  noteTry(attempt: Try): void {
    const at = performance.now();
    this.#pending.addTry(attempt, at);
    this.#schedule(at + LATER_MS, at);
  }

  /** Tells from now on up to when this process has written what it saw, also while nothing is used. */
  start(): void {
    this.#marking ??= setInterval(() => void this.#next(() => this.#mark()), MARK_MS).unref();
    void this.#next(() => this.#mark());
  }

  /** Writes what is noted so far; resolves when it is written or given up for now. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Number.POSITIVE_INFINITY;
    await this.#next(() => this.#write());
  }

  /** Writes the rest: nothing will be noted any more, and nobody need wait for this process. */
  async stop(): Promise<void> {
    if (this.#marking) clearInterval(this.#marking);
    await this.flush();
    if (this.#taken.length === 0) await forgetWriter(this.#db, this.#writer).catch(this.#onError);
  }

  /** One at a time. */
  #next<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#flushing.then(act);
    this.#flushing = done;
    return done;
  }

  #schedule(asked: number, now: number): void {
    const due = Math.max(asked, this.#notBefore);
    if (due >= this.#due) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.flush(), due - now).unref();
  }

  /** Why it could not be written, which is told of and tried again; null if it is. */
  async #write(): Promise<{ readonly error: unknown } | null> {
    const dropped = this.#pending.takeDropped();
    if (dropped > 0) this.#onError(new Error(`${dropped} uses were not counted in full: too many wait to be written`));
    try {
      await this.#writeTaken(); // what is left of a try that failed
      this.#take();
      await this.#writeTaken();
      this.#notBefore = performance.now() + APART_MS;
      return null;
    } catch (error) {
      this.#onError(error);
      if (isRefusedForGood(error)) this.#giveUp();
      const now = performance.now();
      this.#notBefore = now + AGAIN_MS;
      this.#schedule(this.#notBefore, now);
      return { error };
    }
  }

  #take(): void {
    this.#takenAt = performance.now();
    this.#taken = this.#pending.take(BATCH).map((tallies) => ({ number: ++this.#number, tallies }));
    if (this.#taken.length === 0) this.#completeAt = this.#takenAt;
  }

  async #writeTaken(): Promise<void> {
    for (let [batch] = this.#taken; batch; [batch] = this.#taken) {
      const now = performance.now();
      const completeAt = this.#taken.length === 1 ? this.#takenAt : this.#completeAt;
      const mark = { writer: this.#writer, number: batch.number, completeAgo: Math.ceil(now - completeAt) };
      await writeBatch(this.#db, mark, batchRows(batch.tallies, now));
      this.#completeAt = completeAt;
      this.#remember(batch.tallies, now);
      this.#giveUp();
    }
  }

  /** Lets go of the batch that was tried last: it is written, or the database will never take it. */
  #giveUp(): void {
    const done = this.#taken.shift();
    if (done) this.#pending.giveBack(done.tallies);
  }

  #remember(tallies: Tallies, now: number): void {
    if (this.#written.size > REMEMBERED) this.#written.clear();
    for (const [id] of tallies) this.#written.set(id, now);
  }

  async #mark(): Promise<void> {
    await this.#write();
    if (this.#taken.length > 0) return;
    const completeAgo = Math.ceil(performance.now() - this.#completeAt);
    // What is missed here, the next says.
    await writeMark(this.#db, { writer: this.#writer, number: this.#number, completeAgo }).catch(() => {});
  }
}
