import { type Answer, type Asked, allowed, denied, unauthenticated, unavailable } from "./answer.js";
import { Door, type Verdict } from "./door.js";
import { Feed } from "./feed.js";
import { Kept, nameOf } from "./kept.js";
import { type AnyRequest, presentedBy } from "./presented.js";
import { SubLease } from "./sub-lease.js";
import { Uses } from "./uses.js";

export type VerifierOptions = {
  /** Where Latchkey is, like `https://latchkey.example.com`. */
  readonly url: string;
  /** This service's own credential, `lkg_…`. */
  readonly credential: string;
  /** So many answers are kept at most; 10 000 if nothing is said, and with 0 none is and each is asked for. */
  readonly most?: number;
  /** So many milliseconds the server has to answer; 2 000 if nothing is said. */
  readonly timeoutMs?: number;
  /** So many questions may wait for the server at once; 256 if nothing is said. */
  readonly waitingMost?: number;
  /** Another `fetch`, for a proxy or an agent of your own. */
  readonly fetch?: typeof fetch;
};

export type Verifier = {
  /**
   * Whether the token that the request presents may do that, at this moment: no answer is older than a revocation, demotion
   * or edit that had returned when it was asked. Never rejects; only an answer that is `allowed` lets the request pass.
   */
  verify(request: AnyRequest, asked: Asked): Promise<Answer>;
  /** Whether answers may come from memory at this instant. */
  remembers(): boolean;
  /** Ends the feed and forgets everything; whatever is asked from then on is refused. */
  close(): void;
};

/** What came of asking the server; `shared` if those who asked for the same meanwhile may have it too. */
type Asking = { readonly age: number; readonly came: Promise<{ readonly answer: Answer; readonly shared: boolean }> };

const NAME_MAX = 1024;
const nameable = (name: unknown) => typeof name === "string" && name !== "" && name.length <= NAME_MAX;

/** Makes a verifier; one for a process is right. Throws for an address or a credential that cannot be one. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { credential, most = 10_000, timeoutMs = 2_000, waitingMost = 256 } = options;
  if (!URL.canParse(options.url) || !/^https?:$/.test(new URL(options.url).protocol))
    throw new TypeError("`url` has to be where Latchkey is, like https://latchkey.example.com.");
  const url = new URL(options.url);
  if (!/^lkg_[0-9A-Za-z]+$/.test(credential)) throw new TypeError("`credential` has to be a gateway's, lkg_….");
  const door = new Door({ url, credential, timeoutMs, fetch: options.fetch ?? globalThis.fetch });
  const [kept, lease, uses] = [new Kept(most), new SubLease(), new Uses()];
  const asking = new Map<string, Asking>();
  let [age, waiting, closed] = [0, 0, false];

  const forget = (tokens: readonly string[] | "all") => {
    age++; // what was asked before is not kept, and nobody new waits for it
    kept.forget(tokens);
  };
  const feed = new Feed({ door, lease, uses, timeoutMs, forget });

  async function ask(name: string, secret: string, asked: Asked): Promise<{ answer: Answer; shared: boolean }> {
    if (waiting >= waitingMost) return { answer: unavailable("busy"), shared: false };
    waiting++;
    const [sent, itsAge, itsFeed] = [performance.now(), age, feed.id];
    const verdict = await door.ask(secret, asked, itsFeed);
    waiting--;
    if (closed) return { answer: unavailable("closed"), shared: false };
    const answer = answerOf(verdict);
    const keep = "keep" in verdict ? verdict.keep : null;
    if (keep && "caller" in verdict && age === itsAge && lease.held())
      kept.set(name, { answer, token: verdict.caller.token, until: sent + keep });
    return { answer, shared: keep !== null };
  }

  /** Many who ask for the same at once share one question, if its answer is the feed's own server's. */
  async function askTogether(name: string, secret: string, asked: Asked): Promise<Answer> {
    const there = asking.get(name);
    if (there !== undefined && there.age === age) {
      const { answer, shared } = await there.came;
      if (!shared) return (await ask(name, secret, asked)).answer;
      count(answer, asked);
      return answer;
    }
    const begun = { age, came: ask(name, secret, asked) };
    asking.set(name, begun);
    const { answer } = await begun.came;
    if (asking.get(name) === begun) asking.delete(name);
    return answer;
  }

  function count(answer: Answer, asked: Asked): void {
    if ("caller" in answer && answer.caller !== null)
      uses.add({ token: answer.caller.token, allowed: answer.allowed, ...asked });
  }

  return {
    async verify(request, { action, resource }) {
      if (closed) return unavailable("closed");
      const presented = presentedBy(request);
      if (presented === null || presented === "malformed") return unauthenticated(presented !== null);
      if (!nameable(action) || !nameable(resource)) return denied(null);
      const asked = { action, resource };
      const name = nameOf(presented.secret, asked);
      if (most > 0) feed.use();
      if (!lease.held()) return (await ask(name, presented.secret, asked)).answer;
      const found = kept.get(name, performance.now());
      if (found === null) return askTogether(name, presented.secret, asked);
      count(found.answer, asked);
      return found.answer;
    },
    remembers: () => lease.held(),
    close() {
      closed = true;
      feed.close();
    },
  };
}

function answerOf(verdict: Verdict): Answer {
  switch (verdict.verdict) {
    case "allow":
      return allowed(verdict.caller);
    case "deny":
      return denied(verdict.caller);
    case "unauthenticated":
      return unauthenticated(true);
    default:
      return unavailable(verdict.verdict);
  }
}
