import "server-only";
import { inTime } from "@/lib/db/in-time";
import type { AuthorityChange } from "@/lib/leases/authority-change";
import { Holders, type Owned } from "./holders";

/** What says whether memory may decide: a `Lease`. */
export type Held = { held(): boolean };

/** What was read, and for how many milliseconds from before it was asked for it may be kept. */
export type Read<T> = { readonly holder: T; readonly keepFor: number };

type Options<T extends Owned> = {
  readonly lease: Held;
  /** How many are held at most. */
  readonly most: number;
  /** Under which name it is kept, so that no secret is; null if it can be nobody's. Worked out with every question. */
  readonly nameOf: (asked: string) => string | null;
  /** Whether it can be anybody's, looked at once it is seen not to be in memory: what cannot costs no look-up. */
  readonly canBe?: (asked: string) => boolean;
  /** Reads from the database; null if it is nobody's, which is not kept: what is made next works at once. */
  readonly read: (asked: string) => Promise<Read<T> | null>;
};

/**
 * Whose a secret is, or whom a name means: from memory while this process holds its lease, else from the database. What it answers to a
 * question that was asked after a change returned is never from before that change (decision 0018).
 */
export class Memory<T extends Owned> {
  readonly #options: Options<T>;
  readonly #holders: Holders<T>;
  readonly #loading = new Map<string, { readonly age: number; readonly found: Promise<T | null> }>();
  /** Moves with everything that is forgotten: what was read before is not kept, and nobody new waits for it. */
  #age = 0;
  readonly counts = { hits: 0, misses: 0, direct: 0 };

  constructor(options: Options<T>) {
    this.#options = options;
    this.#holders = new Holders(options.most);
  }

  get size(): number {
    return this.#holders.size;
  }

  /** What the lease calls with the changes that this process takes in. */
  forget(changes: readonly AuthorityChange[] | "all"): void {
    this.#age++;
    this.#holders.forget(changes);
  }

  /**
   * Whose it is, or null; at once where that is in memory. Rejects when the database is needed and cannot be asked,
   * which is never a no and never a yes. `held` spares one who asks for more than one thing at this instant to look twice.
   */
  find(asked: string, held = this.#options.lease.held()): T | null | Promise<T | null> {
    const { nameOf, canBe, read } = this.#options;
    const name = nameOf(asked);
    if (name === null) return null;
    const holder = held ? this.#holders.get(name, performance.now()) : undefined;
    if (holder !== undefined) {
      this.counts.hits++;
      return holder;
    }
    if (canBe && !canBe(asked)) return null;
    if (!held) {
      this.counts.direct++;
      return inTime(read(asked)).then((found) => found?.holder ?? null);
    }
    this.counts.misses++;
    return this.#load(asked, name);
  }

  /** For how many milliseconds what is in memory may be believed, if nothing changes; 0 if nothing is, or may decide. */
  left(asked: string): number {
    const name = this.#options.nameOf(asked);
    return name === null || !this.#options.lease.held() ? 0 : Math.floor(this.#holders.left(name, performance.now()));
  }

  /** Many who ask for the same at once share one look-up: as long as nothing has changed since it began. */
  #load(asked: string, name: string): Promise<T | null> {
    const age = this.#age;
    const shared = this.#loading.get(name);
    if (shared?.age === age) return shared.found;
    const found = this.#readAndKeep(asked, name, age);
    const loading = { age, found };
    this.#loading.set(name, loading);
    const done = () => void (this.#loading.get(name) === loading && this.#loading.delete(name));
    found.then(done, done);
    return found;
  }

  async #readAndKeep(asked: string, name: string, age: number): Promise<T | null> {
    const sent = performance.now();
    const read = await inTime(this.#options.read(asked));
    if (read === null) return null;
    if (age === this.#age) this.#holders.set(name, read.holder, sent + read.keepFor);
    return read.holder;
  }
}
