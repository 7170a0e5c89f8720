import type { Asked } from "./answer.js";

/** What was answered from memory, and how often: told to the server, so that a token's use is seen there. */
export type Use = Asked & { readonly token: string; readonly allowed: boolean; readonly times: number };

const KINDS_MAX = 2_000;
/** So many kinds the server takes at once. */
const AT_ONCE = 100;

/** Uses that the server has not heard of yet, in bounded memory: of a kind for which there is no room none are counted. */
export class Uses {
  readonly #times = new Map<string, Use>();

  add(use: Omit<Use, "times">, times = 1): void {
    const name = JSON.stringify([use.token, use.allowed, use.action, use.resource]);
    const before = this.#times.get(name);
    if (before === undefined && this.#times.size >= KINDS_MAX) return;
    this.#times.set(name, { ...use, times: (before?.times ?? 0) + times });
  }

  take(): Use[] {
    const taken = [...this.#times].slice(0, AT_ONCE);
    for (const [name] of taken) this.#times.delete(name);
    return taken.map(([, use]) => use);
  }

  giveBack(uses: readonly Use[]): void {
    for (const { times, ...use } of uses) this.add(use, times);
  }
}
