import "server-only";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Account, postgresAccount, postgresBinaries, shortHash } from "./postgres-binaries";

/** A running embedded Postgres, reached by the socket folder `host`. */
export type EmbeddedPostgres = {
  readonly host: string;
  /** False if another process runs it and this one only attached. */
  readonly started: boolean;
  stop(): Promise<void>;
};

const START_WITHIN_MS = 60_000;
const SOCKET_FOLDER_MAX = 88; // a unix socket's path has 107 bytes in all
const SOCKET = ".s.PGSQL.5432";

/**
 * Runs the packaged Postgres on a folder, by unix socket only, as root (then under another account) or as an
 * ordinary user (ruling R34). When it runs already, this process attaches. It stops with this process, however
 * that ends. `settings` are `name=value` pairs for Postgres.
 */
export async function startEmbedded(folder: string, settings: readonly string[] = []): Promise<EmbeddedPostgres> {
  const account = postgresAccount();
  const binaries = postgresBinaries(account);
  const home = ownFolder(path.resolve(folder), account);
  const data = path.join(home, "data");
  const host = socketFolder(home, account);
  const until = Date.now() + START_WITHIN_MS;
  for (;;) {
    if (await answers(host)) return { host, started: false, stop: async () => {} };
    if (!fs.existsSync(path.join(data, "PG_VERSION"))) initialise(binaries, home, data, account);
    forgetZombie(data);
    const postgres = new Postmaster(binaries, data, host, account, settings);
    if (await postgres.ready(until)) return { host, started: true, stop: () => postgres.stop() };
    // Its folder is still held: by one that is shutting down, or by a process that was first.
    if (Date.now() > until) throw new Error(`The embedded Postgres did not start:\n${postgres.log}`);
    await pause(100);
  }
}

/** The socket folder of the embedded Postgres that some process runs on this folder now; null if none does. */
export async function findEmbedded(folder: string): Promise<string | null> {
  const wanted = path.resolve(folder);
  if (!fs.existsSync(wanted)) return null;
  const account = postgresAccount();
  const host = socketFolder(ownFolder(wanted, account), account);
  return (await answers(host)) ? host : null;
}

/** Whether a Postgres takes connections at this socket folder. */
export function answers(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path.join(host, SOCKET), () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** The folder, made if needed and owned by the account; elsewhere if the account cannot pass through its parents. */
function ownFolder(wanted: string, account: Account): string {
  fs.mkdirSync(path.dirname(wanted), { recursive: true }); // parents keep the usual mode, or nobody else could pass
  makePrivate(wanted, account);
  if (account.uid === undefined || canEnter(wanted, account)) return wanted;
  const elsewhere = path.join("/var/lib", `latchkey-${shortHash(wanted)}`);
  makePrivate(elsewhere, account);
  return elsewhere;
}

function socketFolder(home: string, account: Account): string {
  if (Buffer.byteLength(home) <= SOCKET_FOLDER_MAX) return home;
  const short = path.join(os.tmpdir(), `latchkey-${shortHash(home)}`);
  makePrivate(short, account);
  return short;
}

function makePrivate(folder: string, { uid, gid }: Account): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) fs.chownSync(folder, uid, gid);
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'test -x "$0"', folder], { ...account, cwd: "/" }).status === 0;
}

const environment = () => ({ PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" }) as unknown as NodeJS.ProcessEnv;

/** Made under another name and renamed when complete, so that an interrupted one is never taken for a database. */
function initialise(binaries: string, home: string, data: string, account: Account): void {
  const partial = path.join(home, `init-${process.pid}`);
  fs.rmSync(partial, { recursive: true, force: true });
  const options = [
    "--auth=trust",
    "-E",
    "UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  const command = path.join(binaries, "bin", "initdb");
  const made = spawnSync(command, ["-D", partial, "-U", "latchkey", ...options], {
    ...account,
    env: environment(),
    cwd: "/",
    encoding: "utf8",
  });
  if (made.status !== 0)
    throw new Error(`The embedded database could not be made: ${made.error?.message ?? made.stderr}`);
  try {
    fs.renameSync(partial, data);
  } catch {
    fs.rmSync(partial, { recursive: true, force: true }); // another process was first
  }
}

/** A killed Postgres whose process nobody has reaped looks alive to the next one and would block it. */
function forgetZombie(data: string): void {
  const file = path.join(data, "postmaster.pid");
  try {
    const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0]);
    if (/^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))) fs.rmSync(file);
  } catch {
    // No such file, or no such process: nothing to forget.
  }
}

/** One Postgres process under a shell that holds our pipe: when this process dies, the shell tells it to stop. */
class Postmaster {
  // read() ends with this process, however it dies; INT is Postgres' "stop fast".
  static readonly #KEEPER = 'exec 3<&0; "$@" </dev/null & p=$!; (read _ <&3; kill -INT $p) & trap "" INT; wait $p';
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  log = "";

  constructor(binaries: string, data: string, host: string, account: Account, settings: readonly string[]) {
    // Its questions are short and its pages mostly in memory: an index is never so dear as for a disk that turns, and a plan
    // with helpers or machine code of its own costs more than it saves.
    const planner = ["random_page_cost=1.1", "max_parallel_workers_per_gather=0", "jit=off"];
    const fixed = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=60", ...planner];
    const flags = [...fixed, ...settings].flatMap((setting) => ["-c", setting]);
    const command = [path.join(binaries, "bin", "postgres"), "-D", data, "-k", host, ...flags];
    this.#child = spawn("/bin/sh", ["-c", Postmaster.#KEEPER, "postgres", ...command], {
      ...account,
      env: environment(),
      cwd: "/",
      detached: true,
      stdio: ["pipe", "ignore", "pipe"],
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.log = (this.log + chunk.toString()).slice(-4000);
    });
    this.#exited = new Promise((resolve) => this.#child.once("exit", () => resolve()));
  }

  /** True once it takes connections; false if it ended first. */
  async ready(until: number): Promise<boolean> {
    while (!this.log.includes("ready to accept connections")) {
      if (this.#child.exitCode !== null) return false;
      if (Date.now() > until) throw new Error(`The embedded Postgres did not become ready:\n${this.log}`);
      await pause(10);
    }
    // It must not keep this process alive by itself.
    this.#child.unref();
    (this.#child.stdin as net.Socket | null)?.unref();
    (this.#child.stderr as net.Socket | null)?.unref();
    return true;
  }

  async stop(): Promise<void> {
    this.#child.ref();
    this.#child.stdin?.end();
    await this.#exited;
  }
}
