import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { UNLIMITED } from "./unlimited.mjs";

/** A server of a test's own, on a folder of its own, to be killed and started at will. */
export class OwnServer {
  readonly folder: string;
  readonly #env: (origin: string) => Record<string, string>;
  #port = 0;
  #child: ChildProcess | null = null;
  #printed = "";

  /** `env` may be told where it will be served. */
  constructor(env: Record<string, string> | ((origin: string) => Record<string, string>) = {}) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-own-"));
    fs.chmodSync(this.folder, 0o755); // the account that runs Postgres passes through it
    this.#env = typeof env === "function" ? env : () => env;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** All that this server printed since it was last started. */
  get printed(): string {
    return this.#printed;
  }

  /** Starts it; resolves when it is ready, with its exit status if it ended instead. */
  async start(): Promise<number | null> {
    this.#port = await freePort();
    this.#printed = "";
    const child = spawn(process.execPath, ["dist/server.mjs"], { env: this.#environment(), stdio: "pipe" });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        this.#printed += chunk.toString();
      });
    }
    const ended = new Promise<number>((resolve) => child.once("exit", (status) => resolve(status ?? -1)));
    for (;;) {
      const first = await Promise.race([ended, ready(this.origin)]);
      if (first !== "not yet") return first === "ready" ? null : first;
    }
  }

  /** Ends it by a signal and waits until it is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once("exit", (status) => resolve(status)));
    child.kill(signal);
    return gone;
  }

  /** Runs the operator's command line on the same folder. */
  operator(args: readonly string[], input = ""): string {
    return execFileSync(process.execPath, ["dist/latchkey.mjs", ...args], {
      env: this.#environment(),
      input,
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  /** The same while this process goes on, for a command that asks something of it. */
  async operatorAsking(args: readonly string[]): Promise<string> {
    const env = this.#environment();
    return (await promisify(execFile)(process.execPath, ["dist/latchkey.mjs", ...args], { env })).stdout;
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    const own = { LATCHKEY_DATA_DIR: path.join(this.folder, "data"), PORT: String(this.#port || 3000) };
    return {
      ...UNLIMITED,
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      ...own,
      ...this.#env(this.origin),
    };
  }
}

async function ready(origin: string): Promise<"ready" | "not yet"> {
  const answer = await fetch(`${origin}/readyz`).catch(() => null);
  if (answer?.status === 200) return "ready";
  await new Promise((resolve) => setTimeout(resolve, 25));
  return "not yet";
}

/** A port on which nobody listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
