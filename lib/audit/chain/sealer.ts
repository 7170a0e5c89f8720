import "server-only";
import type { Db } from "@/lib/db/client";
import { SEAL_EVERY_MS } from "./limits";
import { type Strange, sealEntries } from "./seal-entries";

type Options = {
  /** Somebody wrote or removed an entry past Latchkey. */
  readonly onStrange: (strange: readonly Strange[]) => void;
  readonly onError: (error: unknown) => void;
};

/**
 * Gives new entries their places every second, beside whoever writes them: nobody's change waits for the end of a chain
 * (decision 0028). It never keeps the process alive; failing once is made up for by the next round.
 */
export class Sealer {
  readonly #db: Db;
  readonly #options: Options;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(db: Db, options: Options) {
    this.#db = db;
    this.#options = options;
  }

  start(): void {
    this.#timer = setTimeout(() => void this.#seal().then(() => this.#stopped || this.start()), SEAL_EVERY_MS).unref();
  }

  /** Seals what there is and ends. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#round;
    await this.#seal();
  }

  #seal(): Promise<void> {
    this.#round = sealEntries(this.#db).then(
      (strange) => (strange.length > 0 ? this.#options.onStrange(strange) : undefined),
      this.#options.onError,
    );
    return this.#round;
  }
}
