import "server-only";

const DAY_MS = 24 * 3_600_000;
const FIRST_MS = 60_000; // a server that is started again every night still has its day's work done

/** Does something a minute after the start and once a day from then on; it never keeps the process alive, and failing once is not the end. */
export function daily(work: () => Promise<void>, onError: (error: unknown) => void): { stop(): void } {
  let timer: NodeJS.Timeout;
  const wait = (ms: number) => {
    timer = setTimeout(
      () =>
        void work()
          .catch(onError)
          .finally(() => wait(DAY_MS)),
      ms,
    );
    timer.unref();
  };
  wait(FIRST_MS);
  return { stop: () => clearTimeout(timer) };
}
