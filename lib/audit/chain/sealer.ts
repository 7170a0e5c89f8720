import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { Db } from "@/lib/db/client";
import { SEAL_EVERY_MS, STOP_SEALING_WITHIN_MS } from "./limits";
import { bothStrange, NOTHING_STRANGE, type StrangeFound, sealBatches, sealEntries } from "./seal-entries";

type Options = {
  /** Somebody wrote or removed entries past Latchkey; told once a round. */
  readonly onStrange: (strange: StrangeFound) => void;
  readonly onError: (error: unknown) => void;
  /** Waits between two batches, unless it is woken; tests put their own here. */
  readonly rest?: (ms: number, woken: AbortSignal) => Promise<unknown>;
};

const REST = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal, ref: false });

/**
 * Gives new entries their places every second, beside whoever writes them: nobody's change waits for the end of a chain
 * (decision 0028). Where very many wait, it rests after each batch for as long as that took, so that half of the time is left to
 * others. It never keeps the process alive; failing once is made up for by the next round.
 */
export class Sealer {
  readonly #db: Db;
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();

  constructor(db: Db, options: Options) {
    this.#db = db;
    this.#options = options;
  }

  start(): void {
    const again = () => this.#stopping.signal.aborted || this.start();
    this.#timer = setTimeout(() => {
      this.#round = this.#telling(() => this.#sealInPeace()).then(() => void again());
    }, SEAL_EVERY_MS).unref();
  }

  /** Seals what there is, for a while at most, and ends. What waits then has its turn at the next start. */
  async stop(withinMs = STOP_SEALING_WITHIN_MS): Promise<void> {
    this.#stopping.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#round;
    const until = performance.now() + withinMs;
    await this.#telling(() => sealEntries(this.#db, () => performance.now() >= until));
  }

  async #sealInPeace(): Promise<StrangeFound> {
    const { signal } = this.#stopping;
    const { rest = REST } = this.#options;
    let found = NOTHING_STRANGE;
    let begun = performance.now();
    for await (const { strange } of sealBatches(this.#db)) {
      found = bothStrange(found, strange);
      await rest(performance.now() - begun, signal).catch(() => {});
      if (signal.aborted) break;
      begun = performance.now();
    }
    return found;
  }

  async #telling(seal: () => Promise<StrangeFound>): Promise<void> {
    try {
      const strange = await seal();
      if (strange.count > 0) this.#options.onStrange(strange);
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
