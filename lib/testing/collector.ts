import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

export type Received = {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
};
type Answer = {
  readonly status: number;
  readonly type?: string;
  readonly body?: Buffer | string;
  readonly more?: Record<string, string>;
};

/** What stands in for an OpenTelemetry collector: keeps what it is sent, and answers as the test says. */
export class StandInCollector {
  readonly received: Received[] = [];
  /** Answers to come, the first first, null for one that waits for `release`; when they are used up, everything is taken. */
  readonly answers: (Answer | null)[] = [];
  #waiting: http.ServerResponse[] = [];
  readonly #server = http.createServer((request, response) => void this.#take(request, response));

  async listen(port = 0): Promise<this> {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when so many batches have come. */
  async until(count: number): Promise<void> {
    while (this.received.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Takes what was left without an answer. */
  release(): void {
    for (const response of this.#waiting.splice(0)) response.end();
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise((resolve) => this.#server.close(resolve).closeAllConnections());
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    this.received.push({ path: request.url ?? "", headers: request.headers, body });
    const answer = this.answers.shift();
    if (answer === null) return void this.#waiting.push(response);
    const { status = 200, type = request.headers["content-type"] ?? "", body: said = "", more = {} } = answer ?? {};
    response.writeHead(status, { "content-type": type, ...more }).end(said);
  }
}
