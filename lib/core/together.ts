type Waiting<A, R> = {
  readonly asked: A;
  readonly answer: (given: R) => void;
  readonly fail: (error: unknown) => void;
};

/** Does what was asked of one key at one time as one; answers in the order of the questions. */
type Act<A, R, K> = (asked: readonly A[], key: K) => Promise<readonly R[]>;

/**
 * Does at once what is asked first, and together what is asked of the same `key` while that is under way, at most so many at a time:
 * whoever is alone waits for nobody, and of many none pays alone. Where one of several may be what an act failed by (`alone`
 * says so of its error), each is done by itself, so that nobody fails by what others asked. Of one key no more than
 * `waitingMost` wait: where an act hangs, whoever comes then fails at once, and is not there to be asked for afterwards.
 */
export class Together<A, R, K extends string = string> {
  private readonly queues = new Map<K, Waiting<A, R>[]>();

  constructor(
    private readonly act: Act<A, R, K>,
    private readonly most: number,
    private readonly alone: (error: unknown) => boolean,
    private readonly waitingMost = Number.POSITIVE_INFINITY,
  ) {}

  ask(key: K, asked: A): Promise<R> {
    return new Promise((answer, fail) => {
      const queue = this.queues.get(key);
      if (queue && queue.length >= this.waitingMost) return fail(new Error("Too many wait for the same already."));
      if (queue) {
        queue.push({ asked, answer, fail });
        return;
      }
      this.queues.set(key, [{ asked, answer, fail }]);
      void this.drain(key);
    });
  }

  private async drain(key: K): Promise<void> {
    const queue = this.queues.get(key) ?? [];
    while (queue.length > 0) await this.run(key, queue.splice(0, this.most));
    this.queues.delete(key); // between the last look at the queue and this nothing else runs
  }

  private async run(key: K, all: readonly Waiting<A, R>[]): Promise<void> {
    try {
      const given = await this.act(
        all.map(({ asked }) => asked),
        key,
      );
      for (const [i, { answer }] of all.entries()) answer(given[i] as R);
    } catch (error) {
      if (all.length > 1 && this.alone(error)) for (const one of all) await this.run(key, [one]);
      else for (const { fail } of all) fail(error);
    }
  }
}
