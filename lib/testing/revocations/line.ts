import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

const SOCKET = ".s.PGSQL.5432";

/** Where a Postgres is reached: a socket's folder, or a host. */
export type Target = { readonly host: string; readonly port: number };

const connectTo = ({ host, port }: Target) =>
  host.startsWith("/") ? net.connect(path.join(host, `.s.PGSQL.${port}`)) : net.connect(port, host);

/** One process' way to Postgres: a socket folder of its own, through which a test lets everything pass, nothing, or nobody. */
export class Line {
  readonly #server: net.Server;
  readonly #pairs = new Set<readonly [net.Socket, net.Socket]>();
  #refusing = false;
  #silent = false;

  private constructor(target: Target) {
    this.#server = net.createServer((near) => {
      if (this.#refusing) return void near.destroy();
      const pair = [near, connectTo(target)] as const;
      this.#pairs.add(pair);
      for (const [at, socket] of pair.entries()) {
        const other = pair[1 - at] as net.Socket;
        socket.on("error", () => {});
        socket.on("close", () => {
          other.destroy();
          this.#pairs.delete(pair);
        });
        if (!this.#silent) socket.pipe(other);
      }
    });
  }

  /** Opens one in the folder. */
  static async open(folder: string, target: Target): Promise<Line> {
    fs.mkdirSync(folder, { recursive: true });
    const line = new Line(target);
    line.#server.listen(path.join(folder, SOCKET));
    await once(line.#server, "listening");
    return line;
  }

  /** Ends every connection, and refuses new ones until it is mended. */
  cut(): void {
    this.#refusing = true;
    for (const [near, far] of this.#pairs) for (const socket of [near, far]) socket.destroy();
  }

  /** Lets nothing through and says nothing of it, until it is mended: what was sent meanwhile then arrives late. */
  silence(): void {
    this.#silent = true;
    for (const [near, far] of this.#pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.pause();
      far.pause();
    }
  }

  mend(): void {
    this.#refusing = false;
    this.#silent = false;
    for (const [near, far] of this.#pairs) {
      near.unpipe(far).pipe(far); // one that was opened meanwhile was not silenced: piped twice, it says everything twice
      far.unpipe(near).pipe(near);
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }
}
