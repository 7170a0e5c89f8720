import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** What stands in for an OpenTelemetry collector: keeps the bytes that it is sent, and is busy at first if it is told to. */
export class StandInCollector {
  readonly received: { readonly path: string; readonly body: Buffer }[] = [];
  busyFor = 0;
  readonly #server = http.createServer((request, response) => void this.#take(request, response));

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close().closeAllConnections();
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.received.push({ path: request.url ?? "", body: Buffer.concat(await request.toArray()) });
    const type = { "content-type": request.headers["content-type"] ?? "" };
    if (this.busyFor-- > 0) response.writeHead(503, { ...type, "retry-after": "1" }).end();
    else response.writeHead(200, type).end();
  }
}
