import http from "node:http";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * What a server of ours lets a client take: headers within 10 s, a whole request within 30 s. A proxy that asks hands on all
 * headers of its client, as nginx up to 32 KiB: what it takes, we take, since a 431 of ours would be its client's 500.
 */
const OPTIONS = { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 65_536 } as const;

/** A server of ours, which yet has to listen. */
export function newServer(listener?: http.RequestListener): http.Server {
  const server = http.createServer(OPTIONS, listener);
  server.on("clientError", refuseUnreadable);
  return server;
}

const AT_NGINX_DOOR = /^(?:GET|HEAD) \/authz\/nginx[? ]/;
const UNREADABLE: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * What cannot be read as HTTP, like a header with a control character, which nginx hands on: its own door refuses it as it
 * does everything, since nginx makes a 500 of a 400 (wire 10). That shows where the address stands in the piece that was not read.
 */
function refuseUnreadable(error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }, socket: Socket): void {
  const { _httpMessage: answered } = socket as { _httpMessage?: http.ServerResponse | null };
  if (socket.writable && !answered?.headersSent) {
    const read = error.rawPacket?.subarray(0, 32).toString("latin1") ?? "";
    const status = AT_NGINX_DOOR.test(read) ? "403 Forbidden" : (UNREADABLE[error.code ?? ""] ?? "400 Bad Request");
    socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
  socket.destroy(error);
}

const STOP_WITHIN_MS = 10_000;
const ANSWERED_WITHIN_MS = 5_000;

/** Listens; rejects when it cannot. */
export function listen(server: http.Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

/** The address that a listening process tells of. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Stops taking connections, and resolves when what is being answered is answered, unless that takes for ever. */
export async function drain(server: http.Server): Promise<void> {
  const answered = new Promise((resolve) => server.close(resolve));
  // Again and again, since one that is answering now is idle a little later.
  setInterval(() => server.closeIdleConnections(), 100).unref();
  server.closeIdleConnections();
  await Promise.race([answered, pause(ANSWERED_WITHIN_MS, null, { ref: false })]);
}

/** On the first SIGTERM or SIGINT does this once and exits; after 10 s whatever it still does. */
export function stopBySignal(stop: () => Promise<void>): void {
  const act = async () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void act());
}
