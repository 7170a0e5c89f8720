/** So many keys are remembered: beyond it the one that was new longest ago is forgotten. */
const REMEMBERED = 100_000;

/** A value for each key, bounded, so that nobody fills the memory by being many. */
export class Keyed<T> {
  readonly #values = new Map<string, T>();
  readonly #most: number;

  constructor(most: number = REMEMBERED) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: T): void {
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }

  get size(): number {
    return this.#values.size;
  }
}
