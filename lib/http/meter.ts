import type { IncomingMessage, ServerResponse } from "node:http";

/** How a request ended, by its status: what is the caller's to mend is `refused`, what is ours `failed`. */
export const OUTCOMES = ["ok", "unauthenticated", "denied", "refused", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The upper bounds of the times that are told apart, in milliseconds. */
export const BOUNDS_MS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 5000] as const;

/** What was answered at one door with one outcome; `within` counts by `BOUNDS_MS`, each apart, and the slower ones last. */
export type Answered = {
  readonly door: string;
  readonly outcome: Outcome;
  count: number;
  totalMs: number;
  within: number[];
};

const MOST_DOORS = 50;
const CLOSED_BY_CLIENT = 499;

/** Counts answers and how long they took, for `/metrics`. To note one costs a look-up and three additions. */
export class Meter {
  readonly #doors = new Map<string, Answered[]>();

  note(door: string, status: number, ms: number): void {
    const cell = this.#cellsOf(door)[placeOf(status)];
    if (cell === undefined) return;
    cell.count++;
    cell.totalMs += ms;
    let place = 0;
    while (place < BOUNDS_MS.length && ms > (BOUNDS_MS[place] ?? 0)) place++;
    cell.within[place] = (cell.within[place] ?? 0) + 1;
  }

  /** Notes it when the response is written, with the time since `begun` of the monotonic clock. */
  noteWritten(door: string, response: ServerResponse, begun: number): void {
    const note = () =>
      this.note(door, response.headersSent ? response.statusCode : CLOSED_BY_CLIENT, performance.now() - begun);
    if (response.writableEnded) note();
    else response.once("close", note);
  }

  answered(): Answered[] {
    return [...this.#doors.values()].flat().filter(({ count }) => count > 0);
  }

  #cellsOf(name: string): Answered[] {
    const known = this.#doors.get(name);
    if (known) return known;
    if (this.#doors.size >= MOST_DOORS) return this.#cellsOf([...this.#doors.keys()][0] ?? name);
    const cells = OUTCOMES.map((outcome) => ({
      door: name,
      outcome,
      count: 0,
      totalMs: 0,
      within: Array<number>(BOUNDS_MS.length + 1).fill(0),
    }));
    this.#doors.set(name, cells);
    return cells;
  }
}

/** The place of a status among `OUTCOMES`. */
function placeOf(status: number): number {
  if (status < 400) return 0;
  if (status === 401) return 1;
  if (status === 403) return 2;
  return status < 500 ? 3 : 4;
}

// What stands below these is for whoever asks to write: a secret in a mistaken address must not get into the figures, nor
// may anybody's many addresses use up the names that are told apart.
const BELOW = [/^\/authz\/envoy(?=\/)/, /^\/otlp(?:\/v1\/(?:traces|metrics|logs)$|(?=\/))/];

/** The door at a path, as figures name it. */
const doorAt = (path: string): string => BELOW.flatMap((of) => of.exec(path)?.[0] ?? [])[0] ?? path;

type Asked = (request: IncomingMessage, response: ServerResponse, path: string, origin: string) => boolean;

/** The same doors, with what they answer counted. */
export function metered(doors: Asked, meter: Meter): Asked {
  return (request, response, path, origin) => {
    const begun = performance.now();
    if (!doors(request, response, path, origin)) return false;
    meter.noteWritten(doorAt(path), response, begun);
    return true;
  };
}
