/** So many at once; who comes later waits, in the order of coming. */
export class Turns {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** True with a turn, to be ended by `end`; false if there was none within so many milliseconds, or none is wanted any more. */
  take(within: number, unwanted: AbortSignal): Promise<boolean> {
    if (unwanted.aborted) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const settle = (got: boolean) => {
        this.#waiting.delete(mine);
        clearTimeout(timer);
        unwanted.removeEventListener("abort", leave);
        resolve(got);
      };
      const mine = () => settle(true);
      const leave = () => settle(false);
      const timer = setTimeout(leave, within);
      unwanted.addEventListener("abort", leave, { once: true });
      this.#waiting.add(mine);
    });
  }

  /** Hands a turn on. */
  end(): void {
    const [next] = this.#waiting;
    if (next) next();
    else this.#free++;
  }
}
