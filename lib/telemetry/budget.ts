/** Whether so much more may be held: refused because this holder has its share already, or because all is taken. */
export type Taken = "taken" | "share-used" | "all-used";

/**
 * How many bytes of requests are in memory, of all and of each holder: what is not counted here is not kept, so that neither
 * many senders nor a slow collector can fill the memory, and one sender cannot take the room of all others.
 */
export class Budget {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #byHolder = new Map<string, number>();
  #held = 0;

  constructor(most: number, mostOfOne: number) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
  }

  /** Bytes that are held now. */
  get held(): number {
    return this.#held;
  }

  /** For one request of that holder. */
  open(holder: string): Share {
    return new Share(
      (bytes) => this.#take(holder, bytes),
      (bytes) => this.#give(holder, bytes),
    );
  }

  #take(holder: string, bytes: number): Taken {
    const own = (this.#byHolder.get(holder) ?? 0) + bytes;
    if (own > this.#mostOfOne) return "share-used";
    if (this.#held + bytes > this.#most) return "all-used";
    this.#byHolder.set(holder, own);
    this.#held += bytes;
    return "taken";
  }

  #give(holder: string, bytes: number): void {
    const own = (this.#byHolder.get(holder) ?? 0) - bytes;
    if (own > 0) this.#byHolder.set(holder, own);
    else this.#byHolder.delete(holder);
    this.#held -= bytes;
  }
}

/** What one request holds. */
export class Share {
  readonly #take: (bytes: number) => Taken;
  readonly #give: (bytes: number) => void;
  #held = 0;

  constructor(take: (bytes: number) => Taken, give: (bytes: number) => void) {
    this.#take = take;
    this.#give = give;
  }

  take(bytes: number): Taken {
    const taken = this.#take(bytes);
    if (taken === "taken") this.#held += bytes;
    return taken;
  }

  /** Gives all of it back. */
  end(): void {
    this.#give(this.#held);
    this.#held = 0;
  }
}
