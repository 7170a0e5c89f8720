import http from "node:http";
import https from "node:https";
import type { Batch } from "./flaw";
import { ANSWER_MOST, ANSWER_WITHIN_MS, FORWARDED_AT_ONCE, TURN_WITHIN_MS } from "./limits";
import { type Format, formatOf, MEDIA_TYPES } from "./media";
import { Turns } from "./turns";

export const SIGNALS = ["traces", "metrics", "logs"] as const;
export type Signal = (typeof SIGNALS)[number];

/** What came of a batch: the collector's own word on it, or why there is none. */
export type Outcome =
  | { readonly kind: "told"; readonly status: number; readonly body: Body | null; readonly retryAfter: string | null }
  | { readonly kind: "no-turn" }
  | { readonly kind: "no-word"; readonly why: string };
type Body = { readonly format: Format; readonly bytes: Buffer };

/** What a collector says of the batch; any other status is about us, and nothing that the sender could mend. */
const OF_THE_BATCH = new Set([400, 413, 415, 429, 500, 502, 503, 504]);

type Options = {
  readonly onChange?: (trouble: string | null) => void;
  readonly turnWithin?: number;
  readonly answerWithin?: number;
};

/**
 * The collector that batches are handed on to, byte for byte. Whoever sent one waits for the collector's own answer: nothing
 * is told to be taken that could still be lost here, and a slow collector slows the senders down instead of filling memory.
 */
export class Collector {
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #turns = new Turns(FORWARDED_AT_ONCE);
  readonly #onChange: (trouble: string | null) => void;
  readonly #turnWithin: number;
  readonly #answerWithin: number;
  #trouble: string | null = null;

  /** Tells `onChange` when the collector stops or begins to answer. */
  constructor(url: string, options: Options = {}) {
    const { onChange = () => {}, turnWithin = TURN_WITHIN_MS, answerWithin = ANSWER_WITHIN_MS } = options;
    this.#url = new URL(url);
    // Sooner let go of than collectors do, which otherwise end what we are about to use.
    const kept = { keepAlive: true, timeout: 20_000 };
    this.#agent = this.#url.protocol === "https:" ? new https.Agent(kept) : new http.Agent(kept);
    this.#onChange = onChange;
    this.#turnWithin = turnWithin;
    this.#answerWithin = answerWithin;
  }

  /** The address without credentials. */
  get address(): string {
    const { origin, pathname } = this.#url;
    return origin + pathname.replace(/\/$/, "");
  }

  /** Hands a batch on when it is its turn; `unwanted` leaves the queue. */
  async send(
    signal: Signal,
    batch: Batch,
    headers: http.OutgoingHttpHeaders = {},
    unwanted: AbortSignal = new AbortController().signal,
  ): Promise<Outcome> {
    if (!(await this.#turns.take(this.#turnWithin, unwanted))) return { kind: "no-turn" };
    const outcome = await this.#post(signal, batch, headers).finally(() => this.#turns.end());
    const trouble = outcome.kind === "no-word" ? outcome.why : null;
    if (trouble !== this.#trouble) this.#onChange(trouble);
    this.#trouble = trouble;
    return outcome;
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#agent.destroy();
  }

  #post(signal: Signal, { format, encoding, bytes }: Batch, more: http.OutgoingHttpHeaders): Promise<Outcome> {
    const headers = {
      ...more,
      "content-type": MEDIA_TYPES[format],
      "content-length": bytes.length,
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    };
    const target = new URL(this.#url);
    target.pathname = `${target.pathname.replace(/\/$/, "")}/v1/${signal}`;
    const { request } = target.protocol === "https:" ? https : http;
    return new Promise((resolve) => {
      const noWord = (error: NodeJS.ErrnoException) => resolve({ kind: "no-word", why: whyOf(error) });
      const late = AbortSignal.timeout(this.#answerWithin);
      const post = request(target, { method: "POST", agent: this.#agent, headers, signal: late }, (response) => {
        read(response).then(resolve, noWord);
      });
      post.on("error", noWord);
      post.end(bytes);
    });
  }
}

async function read(response: http.IncomingMessage): Promise<Outcome> {
  const status = response.statusCode ?? 0;
  if (!(status >= 200 && status < 300) && !OF_THE_BATCH.has(status)) {
    response.resume();
    return { kind: "no-word", why: `it answered ${status}` };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > ANSWER_MOST) break;
    chunks.push(chunk);
  }
  const format = formatOf(response.headers["content-type"]);
  const body = format === null || length > ANSWER_MOST ? null : { format, bytes: Buffer.concat(chunks) };
  return { kind: "told", status, body, retryAfter: response.headers["retry-after"] ?? null };
}

function whyOf(error: NodeJS.ErrnoException): string {
  if (error.name === "AbortError" || error.name === "TimeoutError") return "it did not answer in time";
  return `it cannot be reached (${error.code ?? error.message})`;
}
