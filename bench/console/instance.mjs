// An instance with three accounts: a large one, a small one and an empty one, kept for the next run.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../../scripts/root.mjs";

const PORT = Number(process.env.BENCH_PORT ?? 21_319);
const PASSWORD = "violet umbrellas walk at dawn";
export const origin = `http://127.0.0.1:${PORT}`;
export const people = {
  large: { email: "large@bench.example", password: PASSWORD },
  small: { email: "small@bench.example", password: PASSWORD },
  empty: { email: "empty@bench.example", password: PASSWORD },
};

/** Where the parts are bundled. */
export const BUNDLED = "node_modules/.cache/latchkey-bench";
const FILLS = ["bench/console/fill.mjs", "bench/console/fill-instance.mjs", "bench/console/log.ts"];

/** Beside one another for each schema and each way of filling it. */
const home = path.join(os.tmpdir(), `latchkey-bench-console-${hashOf("drizzle/migrations", ...FILLS)}`);
export const env = {
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  LATCHKEY_DATA_DIR: path.join(home, "data"),
  PORT: String(PORT),
  LOG_LEVEL: "error",
  LATCHKEY_LIMIT_TOKEN: "0",
  LATCHKEY_LIMIT_ACCOUNT: "0",
};

/** Starts the server on the filled database, which is filled first if it is not; answers with how to end it. */
export async function startInstance() {
  fillOnce();
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const end = async () => {
    child.kill("SIGTERM");
    await gone;
  };
  await ready().catch(async (error) => {
    await end();
    throw error;
  });
  return { end };
}

/** By processes of their own, before there is a server: nothing else seals the log meanwhile. */
function fillOnce() {
  const filled = path.join(home, "filled");
  if (fs.existsSync(filled)) return;
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(home, { recursive: true });
  fs.chmodSync(home, 0o755);
  const owner = ["member", "create", "--email", people.large.email, "--role", "owner", "--password-stdin"];
  execFileSync(process.execPath, ["dist/latchkey.mjs", ...owner], { cwd: root, env, input: `${PASSWORD}\n` });
  const emails = { large: people.large.email, small: people.small.email, empty: people.empty.email };
  const socket = path.join(env.LATCHKEY_DATA_DIR, "postgres"); // beside the data: the temporary folder is one that any account may enter
  part("fill", [JSON.stringify({ socket, emails })], "inherit");
  fs.writeFileSync(filled, "");
}

/** Runs a bundled part in a process of its own, which is ended after so many ms if it has not come to its end. */
export function part(name, args, stdout = "pipe", timeout = 0) {
  const script = path.join(BUNDLED, `${name}.mjs`);
  const stdio = ["ignore", stdout, "inherit"];
  return execFileSync(process.execPath, [script, ...args], { cwd: root, env, encoding: "utf8", stdio, timeout });
}

async function ready() {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    if (Date.now() > end) throw new Error("The server did not become ready.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function hashOf(...places) {
  const sum = createHash("sha256");
  for (const place of places) for (const file of filesOf(path.join(root, place))) sum.update(fs.readFileSync(file));
  return sum.digest("hex").slice(0, 12);
}

function filesOf(place) {
  if (fs.statSync(place).isFile()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
