// `npm run bench:first`: the product beside the bare limits of what it does, interleaved in one run, as ratios.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import autocannon from "autocannon";
import { build, install } from "./prepare.mjs";
import { root } from "./root.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 4);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const CONNECTIONS = 16;
const PRODUCT = 21_317;
const LIMIT = 21_318;

await install();
await build();
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
fs.chmodSync(home, 0o755);
const env = {
  ...process.env,
  NODE_ENV: "production",
  LATCHKEY_DATA_DIR: path.join(home, "data"),
  PORT: String(PRODUCT),
  LOG_LEVEL: "error",
  // What is measured is how fast a call is, not how many are allowed.
  LATCHKEY_LIMIT_TOKEN: process.env.LATCHKEY_LIMIT_TOKEN ?? "0",
  LATCHKEY_LIMIT_ACCOUNT: process.env.LATCHKEY_LIMIT_ACCOUNT ?? "0",
  LATCHKEY_LIMIT_CREATE_MEMBER: "0",
  LATCHKEY_LIMIT_CREATE_ACCOUNT: "0",
};
const started = [];
try {
  await main();
} finally {
  for (const child of started.reverse()) await end(child);
  fs.rmSync(home, { recursive: true, force: true });
}

async function main() {
  const owner = ["--email", "bench@acme.example", "--role", "owner"];
  operator(["member", "create", ...owner, "--password-stdin"], "violet umbrellas walk at dawn\n");
  const member = ["--member", "bench@acme.example", "--role", "owner"];
  const secret = operator(["token", "create", ...member, "--name", "bench"]).trim();

  const first = await start("dist/server.mjs", PRODUCT, "/readyz");
  await end(first.child);
  const product = await start("dist/server.mjs", PRODUCT, "/readyz");
  await until(async () => (await request(PRODUCT, "/api/v2/caller-identity", secret)) === 200);
  const idle = await settledMemory(product.child.pid);
  const limit = await start("scripts/bench-limit.mjs", LIMIT, "/", { BENCH_SECRET: secret });
  started.push(product.child, limit.child);

  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const check = (port) => ({ url: `http://127.0.0.1:${port}/api/v2/caller-identity`, headers });
  const create = (port) => ({
    url: `http://127.0.0.1:${port}/api/v2/tokens`,
    method: "POST",
    headers,
    body: '{"name":"bench"}',
  });
  const checks = await compare(check(PRODUCT), check(LIMIT));
  const creates = await compare(create(PRODUCT), create(LIMIT));

  const rows = [
    ["a checked API call ÷ one prepared select", checks, "≥ 0.6"],
    ["create ÷ one insert", creates, "≥ 0.5"],
  ];
  console.log(`\n${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections, interleaved; medians`);
  console.log(
    "| what | ratio | goal | product, 1/s | limit, 1/s | product p99, ms |\n| --- | --- | --- | --- | --- | --- |",
  );
  for (const [what, { ratio, ours, theirs, p99 }, goal] of rows) {
    console.log(`| ${what} | ${ratio.toFixed(2)} | ${goal} | ${Math.round(ours)} | ${Math.round(theirs)} | ${p99} |`);
  }
  console.log(`| ready after start, built and with data | ${(product.readyMs / 1000).toFixed(2)} s | ≤ 2 s | | | |`);
  console.log(`| memory when idle, without Postgres | ${idle.toFixed(0)} MiB | ≤ 200 MiB | | | |`);
}

/** Both sides in turn, the order changing each round; a ratio is taken inside its round. */
async function compare(ours, theirs) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sides = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
    const results = new Map();
    for (const side of sides) results.set(side, await load(side));
    const [a, b] = [results.get(ours), results.get(theirs)];
    rounds.push({ ratio: a.rate / b.rate, ours: a.rate, theirs: b.rate, p99: a.p99 });
  }
  const median = (pick) => rounds.map(pick).sort((x, y) => x - y)[Math.floor(rounds.length / 2)];
  return {
    ratio: median((r) => r.ratio),
    ours: median((r) => r.ours),
    theirs: median((r) => r.theirs),
    p99: median((r) => r.p99),
  };
}

async function load(target) {
  const { requests, latency, non2xx, errors } = await autocannon({
    ...target,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${target.url}: ${non2xx} answers were refusals, ${errors} errors`);
  return { rate: requests.average, p99: latency.p99 };
}

async function start(script, port, ready, more = {}) {
  const begun = performance.now();
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...env, ...more, BENCH_PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await until(async () => (await request(port, ready)) === 200);
  return { child, readyMs: performance.now() - begun };
}

async function until(holds) {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not become ready");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function request(port, at, secret) {
  try {
    const headers = secret ? { authorization: `Bearer ${secret}` } : {};
    return (await fetch(`http://127.0.0.1:${port}${at}`, { headers })).status;
  } catch {
    return 0;
  }
}

/** Resident memory in MiB once it has stopped moving. */
async function settledMemory(pid) {
  const read = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  let before = 0;
  await until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const now = read();
    const settled = Math.abs(now - before) < 1;
    before = now;
    return settled;
  });
  return before;
}

function operator(args, input = "") {
  return execFileSync(process.execPath, ["dist/latchkey.mjs", ...args], { cwd: root, env, input, encoding: "utf8" });
}

function end(child) {
  if (child.exitCode !== null) return;
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGTERM");
  });
}
