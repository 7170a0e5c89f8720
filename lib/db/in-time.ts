/** A database that has not answered a look-up by then is as good as gone (security 6, F2: 503 within 3 s). */
const ANSWERS_WITHIN_MS = 2_500;

/**
 * What a look-up finds; rejects when the database says nothing for too long. A connection through which nothing comes any
 * more is not noticed by itself for minutes.
 */
export function inTime<T>(found: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("Timeout exceeded: the database says nothing.")),
      ANSWERS_WITHIN_MS,
    );
    found.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
