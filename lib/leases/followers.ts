import "server-only";
import { randomUUID } from "node:crypto";
import type { AuthorityChange } from "./authority-change";
import { FOLLOWERS_MAX, SETTLED_SLACK, UNTAKEN_MAX } from "./limits";

/** What a follower is told, in this order and no other. */
export type Told =
  | { readonly kind: "change"; readonly number: number; readonly tokens: readonly string[] | "all" }
  | { readonly kind: "lease"; readonly ask: number; readonly ms: number };

/** The way to a follower; what is sent arrives in order or not at all. */
export type Line = { readonly send: (told: Told) => void; readonly end: () => void };

/** One that decides by what this process told it. */
export class Follower {
  readonly id: string = randomUUID();
  /** The numbers of what it was told and has not taken in yet, oldest first. */
  readonly untaken: number[] = [];
  /** Until when it may hold a lease, by this process's monotonic clock and a little more. */
  until = 0;
  open = true;

  constructor(
    readonly accountId: string,
    readonly line: Line,
  ) {}
}

/**
 * Those who keep answers of this process in a memory of their own, each under a lease that ends no later than this
 * process's. A change that this process took in counts as taken in when they have too, or can decide by nothing any
 * more (decision 0026).
 */
export class Followers {
  readonly #all = new Map<string, Follower>();
  #last = 0;
  #ended = false;
  /** Called when one of them has taken in what it was told. */
  onTaken: () => void = () => {};

  /** The number of the change that was told last. */
  get told(): number {
    return this.#last;
  }

  /** Null when there are as many as there may be, or the process stops. */
  join(accountId: string, line: Line): Follower | null {
    if (this.#ended || this.#all.size >= FOLLOWERS_MAX) return null;
    const follower = new Follower(accountId, line);
    this.#all.set(follower.id, follower);
    return follower;
  }

  /** Also one whose line is gone, as long as it may hold its lease. */
  find(id: string): Follower | null {
    return this.#all.get(id) ?? null;
  }

  /** Its line is gone. It may hold its lease all the same, so it is waited for until that has run out. */
  lose(follower: Follower): void {
    follower.open = false;
  }

  /** It has given its lease back, and gets no other: nobody need wait for it. */
  release(follower: Follower): void {
    this.#cut(follower);
    this.#all.delete(follower.id);
    this.onTaken();
  }

  /** Tells everybody whom it concerns. What is granted later is granted with these changes in sight. */
  tell(changes: readonly AuthorityChange[] | "all"): void {
    const number = ++this.#last;
    for (const follower of this.#all.values()) {
      const tokens = concerning(follower.accountId, changes);
      if (tokens.length === 0) continue;
      follower.untaken.push(number); // whose line is gone may hold its lease still: nobody can tell it, so it is waited for
      if (follower.untaken.length > UNTAKEN_MAX) this.#cut(follower);
      else if (follower.open) follower.line.send({ kind: "change", number, tokens });
    }
  }

  /** It says that it has forgotten all that it was told up to this number. */
  taken(follower: Follower, number: number): void {
    const { untaken } = follower;
    const before = untaken.length;
    while (untaken[0] !== undefined && untaken[0] <= number) untaken.shift();
    if (untaken.length < before) this.onTaken();
  }

  /** Lets it decide for so many milliseconds, counted from before it asked. */
  grant(follower: Follower, ask: number, ms: number): void {
    if (!follower.open) return;
    follower.until = Math.max(follower.until, performance.now() + ms * SETTLED_SLACK);
    follower.line.send({ kind: "lease", ask, ms });
  }

  /** Up to which number everybody has taken in what they were told, or holds no lease. */
  takenByAll(): number {
    const now = performance.now();
    let least = this.#last;
    for (const follower of this.#all.values()) {
      const [first] = follower.untaken;
      if (follower.until > now) least = Math.min(least, first === undefined ? least : first - 1);
      else if (!follower.open) this.#all.delete(follower.id);
    }
    return least;
  }

  /** For how many milliseconds one of them may still decide by something that it should have forgotten; 0 if none may. */
  behindFor(): number {
    const now = performance.now();
    const behind = [...this.#all.values()].filter(({ untaken }) => untaken.length > 0);
    return Math.max(0, ...behind.map(({ until }) => until - now));
  }

  /** Ends every line, and opens no other. */
  end(): void {
    this.#ended = true;
    for (const follower of this.#all.values()) this.#cut(follower);
  }

  #cut(follower: Follower): void {
    if (!follower.open) return;
    follower.open = false;
    follower.line.end();
  }
}

/** Which tokens of this account the changes are about; another account's are none of its business. */
function concerning(accountId: string, changes: readonly AuthorityChange[] | "all"): readonly string[] | "all" {
  if (changes === "all") return "all";
  const its = changes.filter((change) => change.accountId === accountId);
  const tokens = its.flatMap(({ tokenId }) => tokenId ?? []);
  return tokens.length < its.length ? "all" : tokens;
}
