import type { Door } from "./door.js";
import { type Instant, now, type SubLease } from "./sub-lease.js";
import { type Told, toldBy } from "./told.js";
import type { Uses } from "./uses.js";

/** Nobody asks for so long: the feed is closed until somebody does. */
const IDLE_MS = 60_000;
/** The server says something every ten seconds; a line that is silent for longer is dead. */
const SILENT_MS = 25_000;
/** Askings that are remembered; of a line on which none is answered there is nothing to hope for. */
const UNANSWERED_MAX = 100;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

type Options = {
  readonly door: Door;
  readonly lease: SubLease;
  readonly uses: Uses;
  readonly timeoutMs: number;
  /** Forgets at once, before it is acknowledged. */
  readonly forget: (tokens: readonly string[] | "all") => void;
};

/** One connection to the feed. */
type Line = {
  readonly cut: AbortController;
  feed: string | null;
  taken: number;
  /** When leases were asked for, by number, as far as no answer has come. */
  readonly asked: Map<number, Instant>;
  acknowledging: boolean;
  again: boolean;
};

/**
 * Hears what has changed, forgets, says so, and asks for leases: three times a second while it is used. What is lost of the
 * feed loses everything that was kept.
 */
export class Feed {
  readonly #options: Options;
  #line: Line | null = null;
  #running = false;
  #closed = false;
  #usedAt = 0;
  /** Never used twice, so that no old event can answer a new asking. */
  #asks = 0;
  /** How often it was tried since the last lease. */
  #tries = 0;
  #wake: () => void = () => {};

  constructor(options: Options) {
    this.#options = options;
  }

  /** The feed that is heard right now. */
  get id(): string | null {
    return this.#line?.feed ?? null;
  }

  /** It is wanted: it is opened with the first call, and stays for a minute after the last. */
  use(): void {
    this.#usedAt = performance.now();
    if (!this.#running && !this.#closed) void this.#run();
  }

  close(): void {
    this.#closed = true;
    this.#line?.cut.abort();
    this.#lose();
    this.#wake();
  }

  #wanted(): boolean {
    return !this.#closed && performance.now() - this.#usedAt < IDLE_MS;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#wanted()) {
      await this.#follow().catch(() => {}); // whatever it was: without the feed there is no lease, and every question is asked
      this.#lose();
      if (this.#wanted()) await this.#pause();
    }
    this.#running = false;
  }

  /** What was kept is lost first; then the server is told, so that no change waits for this lease. */
  #lose(): void {
    const line = this.#line;
    this.#line = null;
    this.#options.lease.drop();
    this.#options.forget("all");
    if (line === null || line.feed === null) return;
    const uses = this.#options.uses.take();
    const { feed, taken } = line;
    const leaving = this.#options.door.acknowledge({ feed, taken, ask: ++this.#asks, uses, leave: true });
    leaving.catch(() => this.#options.uses.giveBack(uses));
  }

  async #follow(): Promise<void> {
    const cut = new AbortController();
    const line: Line = { cut, feed: null, taken: 0, asked: new Map(), acknowledging: false, again: false };
    this.#line = line;
    let silence = setTimeout(() => cut.abort(), this.#options.timeoutMs);
    let renewing: NodeJS.Timeout | undefined;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => cut.abort(), SILENT_MS);
      silence.unref();
    };
    try {
      for await (const told of toldBy(await this.#options.door.open(cut.signal), heard)) {
        if (cut.signal.aborted) return;
        if (told.kind === "hello") {
          line.feed = told.feed;
          renewing = setInterval(() => this.#renew(line), Math.min(1_000, Math.max(50, told.renew)));
          renewing.unref();
        }
        this.#take(line, told);
      }
    } finally {
      clearTimeout(silence);
      clearInterval(renewing);
      cut.abort();
    }
  }

  #renew(line: Line): void {
    if (this.#wanted()) void this.#acknowledge(line);
    else line.cut.abort();
  }

  #take(line: Line, told: Told): void {
    const { lease, forget } = this.#options;
    if (told.kind === "change") {
      forget(told.tokens);
      line.taken = told.number;
    }
    if (told.kind === "lease") {
      const at = line.asked.get(told.ask);
      if (at === undefined) return;
      for (const number of line.asked.keys()) if (number <= told.ask) line.asked.delete(number);
      if (!lease.held()) forget("all"); // it had run out, perhaps while this machine slept
      lease.set(at, told.ms);
      this.#tries = 0;
      return;
    }
    void this.#acknowledge(line);
  }

  /** One at a time; what comes meanwhile is acknowledged right after. */
  async #acknowledge(line: Line): Promise<void> {
    line.again = true;
    if (line.acknowledging || line.feed === null) return;
    line.acknowledging = true;
    while (line.again && !line.cut.signal.aborted) {
      line.again = false;
      const uses = this.#options.uses.take();
      const ask = ++this.#asks;
      if (line.asked.size >= UNANSWERED_MAX) line.asked.clear();
      line.asked.set(ask, now());
      const { feed, taken } = line;
      const acknowledgement = { feed, taken, ask, uses, leave: false };
      const answer = await this.#options.door.acknowledge(acknowledgement).catch(() => "lost" as const);
      if (answer !== "noted") this.#options.uses.giveBack(uses);
      if (answer === "unknown") line.cut.abort();
    }
    line.acknowledging = false;
  }

  /** Longer from try to try, and not all at once when a server comes back. */
  #pause(): Promise<void> {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries++);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
