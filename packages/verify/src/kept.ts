import { createHash } from "node:crypto";
import type { Answer, Asked } from "./answer.js";

/** An answer that may be given again; of which token it is, and until when by the monotonic clock at most. */
export type KeptAnswer = { readonly answer: Answer; readonly token: string; readonly until: number };

/** The name under which an answer is kept: the secret in it is a digest, and its parts cannot run into each other. */
export function nameOf(secret: string, { action, resource }: Asked): string {
  return `${createHash("sha256").update(secret).digest("base64url")}:${action.length}:${action}:${resource}`;
}

/** Answers, so many at most; the one that goes is the one that was not asked for longest. */
export class Kept {
  readonly #most: number;
  readonly #byName = new Map<string, KeptAnswer>();
  readonly #namesOf = new Map<string, Set<string>>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#byName.size;
  }

  get(name: string, now: number): KeptAnswer | null {
    const kept = this.#byName.get(name);
    if (kept === undefined) return null;
    this.#byName.delete(name);
    if (now < kept.until)
      this.#byName.set(name, kept); // at the end: asked for last
    else this.#unlist(name, kept);
    return now < kept.until ? kept : null;
  }

  set(name: string, kept: KeptAnswer): void {
    this.#remove(name);
    for (const [oldest] of this.#byName) {
      if (this.#byName.size < this.#most) break;
      this.#remove(oldest);
    }
    if (this.#most < 1) return;
    this.#byName.set(name, kept);
    const names = this.#namesOf.get(kept.token);
    if (names) names.add(name);
    else this.#namesOf.set(kept.token, new Set([name]));
  }

  /** Forgets what was answered about these tokens, or everything. */
  forget(tokens: readonly string[] | "all"): void {
    if (tokens === "all") {
      this.#byName.clear();
      this.#namesOf.clear();
    } else {
      for (const token of tokens) for (const name of [...(this.#namesOf.get(token) ?? [])]) this.#remove(name);
    }
  }

  #remove(name: string): void {
    const kept = this.#byName.get(name);
    if (kept === undefined) return;
    this.#byName.delete(name);
    this.#unlist(name, kept);
  }

  #unlist(name: string, { token }: KeptAnswer): void {
    const names = this.#namesOf.get(token);
    names?.delete(name);
    if (names?.size === 0) this.#namesOf.delete(token);
  }
}
