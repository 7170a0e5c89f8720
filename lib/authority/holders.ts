import type { AuthorityChange } from "@/lib/leases/authority-change";

/** Of whom something is remembered: a token or a gateway of an account. */
export type Owned = { readonly accountId: string; readonly id: string };

/** What is in memory, and until when it may stand there by the monotonic clock, in milliseconds. */
type Kept<T> = { readonly holder: T; readonly until: number; recent: boolean };

/**
 * Those who hold secrets, by the name under which they are kept, so many at most. The one that goes is one that was not asked for since the last
 * time round (second chance), which costs a look-up nothing but a mark.
 */
export class Holders<T extends Owned> {
  readonly #most: number;
  readonly #byName = new Map<string, Kept<T>>();
  readonly #namesOf = new Map<string, string | Set<string>>(); // by token: two secrets may work at once, seldom do

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#byName.size;
  }

  get(name: string, now: number): T | undefined {
    const kept = this.#byName.get(name);
    if (kept === undefined) return undefined;
    if (now >= kept.until) {
      this.#remove(name, kept);
      return undefined;
    }
    kept.recent = true;
    return kept.holder;
  }

  /** For how many milliseconds more it may stand there; 0 if it is not there. */
  left(name: string, now: number): number {
    return Math.max(0, (this.#byName.get(name)?.until ?? 0) - now);
  }

  set(name: string, holder: T, until: number): void {
    if (!this.#byName.has(name)) this.#makeRoom();
    this.#byName.set(name, { holder, until: Math.floor(until), recent: false }); // a whole number is kept in place
    const names = this.#namesOf.get(holder.id);
    if (names === undefined) this.#namesOf.set(holder.id, name);
    else if (names instanceof Set) names.add(name);
    else if (names !== name) this.#namesOf.set(holder.id, new Set([names, name]));
  }

  /** Forgets one token's secrets, everything of an account, or everything. */
  forget(changes: readonly AuthorityChange[] | "all"): void {
    if (changes === "all") {
      this.#byName.clear();
      this.#namesOf.clear();
      return;
    }
    const accounts = new Set<string>();
    for (const { accountId, tokenId } of changes) {
      if (tokenId === null) accounts.add(accountId);
      else for (const name of this.#namesOfToken(tokenId)) this.#remove(name);
    }
    if (accounts.size === 0) return;
    for (const [name, kept] of this.#byName) if (accounts.has(kept.holder.accountId)) this.#remove(name, kept);
  }

  #namesOfToken(tokenId: string): string[] {
    const names = this.#namesOf.get(tokenId);
    return names instanceof Set ? [...names] : [names ?? []].flat();
  }

  #makeRoom(): void {
    for (const [name, kept] of this.#byName) {
      if (this.#byName.size < this.#most) return;
      this.#byName.delete(name);
      if (kept.recent) this.#byName.set(name, { ...kept, recent: false });
      else this.#forgetName(name, kept);
    }
  }

  #remove(name: string, kept = this.#byName.get(name)): void {
    this.#byName.delete(name);
    if (kept) this.#forgetName(name, kept);
  }

  #forgetName(name: string, { holder }: Kept<T>): void {
    const names = this.#namesOf.get(holder.id);
    if (names instanceof Set) names.delete(name);
    if (names === name || (names instanceof Set && names.size === 0)) this.#namesOf.delete(holder.id);
  }
}
