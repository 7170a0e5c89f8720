import { networkOf } from "./network";
import { type Counter, decideForNetwork } from "./throttle-rule";

const WAITING = 32;
const WAITING_OF_ONE = 8;
const NETWORKS = 20_000;

/** A try goes on; whoever let it in says how it ended, once. */
export type Entered = { readonly leave: (signedIn: boolean) => void };
/** It is not looked at: the error is the one that signing in itself would give, and the wait is in seconds. */
export type Refused = { readonly error: string; readonly seconds: number };

/**
 * What a try to sign in meets before anything dear is done for it: a network that has failed too often in this process is told so at
 * once, by the rule that Postgres holds all processes to (security 3.12), and of the others so many are looked at `atOnce`
 * that a processor stays with those who call the API. `now` is in milliseconds, of a clock that never goes back.
 */
export class SignInGate {
  readonly #failed = new Map<string, Counter>();
  readonly #waiting: { readonly network: string; readonly go: () => void }[] = [];
  #running = 0;

  constructor(
    private readonly atOnce: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async enter(address: string): Promise<Entered | Refused> {
    const network = networkOf(address);
    const known = this.#failed.get(network) ?? { failures: 0, blockedUntil: null, windowStartedAt: this.now() };
    const decision = decideForNetwork(known, this.now());
    if (!("next" in decision)) {
      const seconds = Math.ceil(decision.wait / 1000);
      return { error: `too_many_tries:${seconds}`, seconds };
    }
    if (this.#running >= this.atOnce && this.#isFull(network)) return { error: "busy", seconds: 1 };
    this.#keep(network, decision.next);
    if (this.#running < this.atOnce) this.#running++;
    else await new Promise<void>((go) => this.#waiting.push({ network, go }));
    return { leave: (signedIn) => this.#leave(network, signedIn) };
  }

  #isFull(network: string): boolean {
    const ofNetwork = this.#waiting.filter((one) => one.network === network).length;
    return this.#waiting.length >= WAITING || ofNetwork >= WAITING_OF_ONE;
  }

  #leave(network: string, signedIn: boolean): void {
    const counter = this.#failed.get(network);
    if (signedIn && counter) this.#keep(network, { ...counter, failures: Math.max(counter.failures - 1, 0) });
    const next = this.#waiting.shift();
    if (next) next.go();
    else this.#running--;
  }

  /** The network that was heard of the longest ago makes room for a new one. */
  #keep(network: string, counter: Counter): void {
    this.#failed.delete(network);
    if (counter.failures > 0) this.#failed.set(network, counter);
    if (this.#failed.size <= NETWORKS) return;
    for (const oldest of this.#failed.keys()) return void this.#failed.delete(oldest);
  }
}
