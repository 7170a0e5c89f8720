import { type Room, Tally, type Try, type Use } from "./tally";

const HOUR_MS = 3_600_000;

/** What tokens did within one hour, in the order of their ids: two instances never wait for each other in a ring. */
export type Tallies = readonly (readonly [tokenId: string, tally: Tally])[];

/** Uses that are not written yet, added up by token and hour, in bounded memory. */
export class Pending {
  readonly #room: Room;
  #hours = new Map<number, Map<string, Tally>>();
  #dropped = 0;

  /** At most so many cells, those counted that were taken and not given back. */
  constructor(cells: number) {
    this.#room = { left: cells };
  }

  add(use: Use, at: number): void {
    const tally = this.#tallyOf(use);
    if (!tally?.add(use, at, this.#room)) this.#dropped++;
  }

  addTry(attempt: Try, at: number): void {
    const tally = this.#tallyOf(attempt);
    if (!tally?.addTry(attempt, at, this.#room)) this.#dropped++;
  }

  /** Takes out everything in pieces of so many tokens at most. */
  take(tokens: number): Tallies[] {
    const taken = [...this.#hours.values()].flatMap((hour) => {
      const sorted = [...hour].sort(([a], [b]) => (a < b ? -1 : 1));
      return Array.from({ length: Math.ceil(sorted.length / tokens) }, (_, i) =>
        sorted.slice(i * tokens, (i + 1) * tokens),
      );
    });
    this.#hours = new Map();
    return taken;
  }

  /** Gives the room back that something took, now that it is written. */
  giveBack(tallies: Tallies): void {
    for (const [, tally] of tallies) this.#room.left += tally.size;
  }

  /** How many uses were not counted, or not in every respect, for want of room since it was asked last. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  // By hours, so that what waits long for a database is still counted in the hour in which it was.
  #tallyOf({ tokenId, accountId }: { readonly tokenId: string; readonly accountId: string }): Tally | null {
    const now = Math.floor(Date.now() / HOUR_MS);
    let hour = this.#hours.get(now);
    if (!hour) {
      hour = new Map();
      this.#hours.set(now, hour);
    }
    const found = hour.get(tokenId);
    if (found || this.#room.left <= 0) return found ?? null;
    const tally = new Tally(accountId);
    hour.set(tokenId, tally);
    return tally;
  }
}
