import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Line } from "./line";

type Started = {
  readonly name: string;
  /** The bundled program. */
  readonly script: string;
  readonly port: number;
  readonly line: Line;
  readonly env: Readonly<Record<string, string>>;
};

/** What is asked of a process: an answer's status, or 0 where none came. */
type Question = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A process of the product's, that a test freezes and cuts off, and asks over HTTP. */
export class Process {
  readonly name: string;
  readonly line: Line;
  readonly #port: number;
  readonly #child: ChildProcess;
  readonly #agent = new http.Agent({ keepAlive: true });
  /** Whether it is frozen or cut off just now: it is asked all the same, but nobody counts on an answer. */
  troubled = false;
  /** How often it was. */
  troubles = 0;
  /** How many questions wait for their answers. */
  waiting = 0;

  private constructor({ name, script, port, line, env }: Started) {
    this.name = name;
    this.line = line;
    this.#port = port;
    const all = { ...process.env, ...env, PORT: String(port), LATCHKEY_VERIFIER_PORT: String(port) };
    this.#child = spawn(process.execPath, [script], { env: all, stdio: ["ignore", "ignore", "inherit"] });
  }

  /** Starts one; resolves when it is ready. */
  static async start(how: Started): Promise<Process> {
    const started = new Process(how);
    while ((await started.ask({ method: "GET", path: "/readyz" })) !== 200) {
      if (started.#child.exitCode !== null) throw new Error(`${how.name} ended with ${started.#child.exitCode}`);
      await pause(20);
    }
    return started;
  }

  ask({ method, path, headers = {}, body = "" }: Question): Promise<number> {
    this.waiting++;
    return new Promise((resolve) => {
      const done = (status: number) => {
        this.waiting--;
        resolve(status);
      };
      const length = method === "POST" ? { "content-length": Buffer.byteLength(body) } : {};
      const options = { host: "127.0.0.1", port: this.#port, agent: this.#agent, method, path };
      const request = http.request({ ...options, headers: { ...headers, ...length } }, (response) => {
        response.resume();
        response.on("close", () => done(response.complete ? (response.statusCode ?? 0) : 0));
      });
      request.on("error", () => done(0));
      request.end(body);
    });
  }

  freeze(): void {
    this.#child.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    this.thaw();
    this.#agent.destroy();
    this.#child.kill("SIGKILL");
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
    await this.line.close();
  }
}
