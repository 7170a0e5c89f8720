import type { Asked, Caller } from "./answer.js";
import { isObject, isTexts } from "./shape.js";
import type { Use } from "./uses.js";

/** What the server says; `keep`, in milliseconds from before it was asked, only if it is the server of the feed that was named. */
export type Verdict =
  | { readonly verdict: "allow" | "deny"; readonly caller: Caller; readonly keep: number | null }
  | { readonly verdict: "unauthenticated"; readonly keep: number | null }
  | { readonly verdict: "unreachable" | "credential" };

export type Acknowledgement = {
  readonly feed: string;
  readonly taken: number;
  readonly ask: number;
  /** The lease is given back, and none is asked for. */
  readonly leave: boolean;
  readonly uses: readonly Use[];
};

type Settings = {
  readonly url: URL;
  readonly credential: string;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
};

/** The server's doors for this package. The one place that sends a secret: to that server, and never where it points to. */
export class Door {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Whether that token may do that. Never rejects. */
  async ask(secret: string, { action, resource }: Asked, feed: string | null): Promise<Verdict> {
    try {
      const response = await this.#post("verify", { secret, action, resource, ...(feed !== null && { feed }) });
      if (response.status === 200) return verdictIn(await response.json());
      await response.body?.cancel();
      return { verdict: response.status === 401 ? "credential" : "unreachable" };
    } catch {
      return { verdict: "unreachable" };
    }
  }

  /** Opens the feed; rejects if it is not to be had. */
  async open(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#send("events", { headers: { accept: "text/event-stream" }, signal });
    const type = response.headers.get("content-type") ?? "";
    if (response.status !== 200 || response.body === null || !type.startsWith("text/event-stream")) {
      await response.body?.cancel();
      throw new Error("There is no feed.");
    }
    return response.body as unknown as AsyncIterable<Uint8Array>;
  }

  /** `unknown`: there is no such feed there, or not for this credential. Rejects if the server is out of reach. */
  async acknowledge(acknowledgement: Acknowledgement): Promise<"noted" | "unknown"> {
    const response = await this.#post("events/ack", acknowledgement);
    await response.body?.cancel();
    if (response.status === 204) return "noted";
    if (response.status >= 500) throw new Error("The server is in trouble.");
    return "unknown";
  }

  #post(path: string, body: unknown): Promise<Response> {
    const signal = AbortSignal.timeout(this.#settings.timeoutMs);
    const headers = { "content-type": "application/json" };
    return this.#send(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  }

  #send(path: string, { headers, ...more }: RequestInit & { readonly headers: Record<string, string> }) {
    const { url, credential, fetch } = this.#settings;
    const address = `${url.origin}${url.pathname.replace(/\/$/, "")}/authz/${path}`;
    return fetch(address, {
      ...more,
      headers: { ...headers, authorization: `Bearer ${credential}` },
      cache: "no-store",
      redirect: "error",
    });
  }
}

/** Whatever is not an answer is none: never a yes. */
function verdictIn(body: unknown): Verdict {
  if (!isObject(body)) return { verdict: "unreachable" };
  const { verdict, token, subject, scopes } = body;
  const keep = typeof body["keep"] === "number" ? body["keep"] : null;
  if (verdict === "unauthenticated") return { verdict, keep };
  if ((verdict !== "allow" && verdict !== "deny") || typeof token !== "string") return { verdict: "unreachable" };
  if (typeof subject !== "string" || !isTexts(scopes)) return { verdict: "unreachable" };
  return { verdict, caller: { token, subject, scopes }, keep };
}
