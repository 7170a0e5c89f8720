/** An instant by both clocks: the monotonic one stands still while a machine sleeps, the other can be set. */
export type Instant = { readonly monotonic: number; readonly wall: number };

export const now = (): Instant => ({ monotonic: performance.now(), wall: Date.now() });

/**
 * The right to answer from memory. The server says for how long, and it counts from before it was asked for: so it never
 * outlasts the server's own, however long the answer took to get here.
 */
export class SubLease {
  #until: Instant = { monotonic: 0, wall: 0 };

  held(): boolean {
    const { monotonic, wall } = now();
    return monotonic < this.#until.monotonic && wall < this.#until.wall;
  }

  /** What is said last holds, if it is shorter too. */
  set(asked: Instant, ms: number): void {
    this.#until = { monotonic: asked.monotonic + ms, wall: asked.wall + ms };
  }

  drop(): void {
    this.#until = { monotonic: 0, wall: 0 };
  }
}
