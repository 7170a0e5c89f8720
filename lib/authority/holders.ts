import type { AuthorityChange } from "@/lib/leases/lease";

/** Of whom something is remembered: a token or a gateway of an account. */
export type Owned = { readonly accountId: string; readonly id: string };

/** What is in memory, and until when it may stand there by the monotonic clock, in milliseconds. */
type Kept<T> = { readonly holder: T; readonly until: number; recent: boolean };

/**
 * Those who hold secrets, by the digest of their secret, so many at most. The one that goes is one that was not asked for since the last
 * time round (second chance), which costs a look-up nothing but a mark.
 */
export class Holders<T extends Owned> {
  readonly #most: number;
  readonly #byDigest = new Map<string, Kept<T>>();
  readonly #digestsOf = new Map<string, Set<string>>(); // by token: two secrets may work at once

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#byDigest.size;
  }

  get(digest: string, now: number): T | undefined {
    const kept = this.#byDigest.get(digest);
    if (kept === undefined) return undefined;
    if (now >= kept.until) {
      this.#remove(digest, kept);
      return undefined;
    }
    kept.recent = true;
    return kept.holder;
  }

  set(digest: string, holder: T, until: number): void {
    if (!this.#byDigest.has(digest)) this.#makeRoom();
    this.#byDigest.set(digest, { holder, until, recent: false });
    const digests = this.#digestsOf.get(holder.id);
    if (digests) digests.add(digest);
    else this.#digestsOf.set(holder.id, new Set([digest]));
  }

  /** Forgets one token's secrets, everything of an account, or everything. */
  forget(changes: readonly AuthorityChange[] | "all"): void {
    if (changes === "all") {
      this.#byDigest.clear();
      this.#digestsOf.clear();
      return;
    }
    const accounts = new Set<string>();
    for (const { accountId, tokenId } of changes) {
      if (tokenId === null) accounts.add(accountId);
      else for (const digest of [...(this.#digestsOf.get(tokenId) ?? [])]) this.#remove(digest);
    }
    if (accounts.size === 0) return;
    for (const [digest, kept] of this.#byDigest) if (accounts.has(kept.holder.accountId)) this.#remove(digest, kept);
  }

  #makeRoom(): void {
    for (const [digest, kept] of this.#byDigest) {
      if (this.#byDigest.size < this.#most) return;
      this.#byDigest.delete(digest);
      if (kept.recent) this.#byDigest.set(digest, { ...kept, recent: false });
      else this.#forgetDigest(digest, kept);
    }
  }

  #remove(digest: string, kept = this.#byDigest.get(digest)): void {
    this.#byDigest.delete(digest);
    if (kept) this.#forgetDigest(digest, kept);
  }

  #forgetDigest(digest: string, { holder }: Kept<T>): void {
    const digests = this.#digestsOf.get(holder.id);
    digests?.delete(digest);
    if (digests?.size === 0) this.#digestsOf.delete(holder.id);
  }
}
