// `npm run bench:policy`: the policy engine beside its peers on the same policies, and its worst hostile decision.
import { execFileSync, fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "./bundle.mjs";
import { root } from "./root.mjs";

const OURS = "latchkey";
const ENGINES = [OURS, "casl", "casbin", "cedar"];
const NAMES = { latchkey: "Latchkey", casl: "CASL", casbin: "casbin", cedar: "Cedar (wasm)" };
const SIZES = [1, 10, 100, 1000];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const bench = path.join(root, "bench");

installPeers();
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
const children = [];
try {
  await build({ ...bundleOptions({ decide: "lib/policy/decide.ts" }, home), sourcemap: false });
  process.env.BENCH_ENGINE = pathToFileURL(path.join(home, "decide.mjs")).href;
  await main();
} finally {
  for (const child of children) child.kill();
  fs.rmSync(home, { recursive: true, force: true });
}

async function main() {
  const contests = [];
  for (const size of SIZES) contests.push({ size, engines: await enter(size) });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { size, engines } of contests) {
      const turn = round % 2 === 0 ? engines : engines.toReversed();
      for (const { child, rates } of turn) rates.push((await ask(child, size)).rate);
    }
  }
  const hostile = await next(start("hostile.mjs"));
  print(contests.map(resultOf), hostile);
}

function installPeers() {
  if (fs.existsSync(path.join(bench, "node_modules/.package-lock.json"))) return;
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: bench, stdio: "inherit" });
}

/** All engines at one size, each in its process, warm, and agreeing on every request. */
async function enter(size) {
  const engines = [];
  for (const name of ENGINES) {
    const child = start("child.mjs", name);
    await next(child);
    engines.push({ name, child, rates: [], first: await ask(child, size) });
  }
  const expected = String(engines[0].first.decisions);
  for (const { name, first } of engines) {
    if (String(first.decisions) !== expected) throw new Error(`${name} decides otherwise at ${size} statements`);
  }
  return engines;
}

/** Ratios are taken inside a round, since a busy machine slows both sides of it alike. */
function resultOf({ size, engines }) {
  const [ours] = engines;
  const by = (value) => Object.fromEntries(engines.map((engine) => [engine.name, value(engine)]));
  const peers = engines.slice(1);
  return {
    size,
    rounds: ours.rates,
    rates: by(({ rates }) => median(rates)),
    ratios: by(({ rates }) => median(rates.map((rate, round) => rate / ours.rates[round]))),
    lead: median(ours.rates.map((rate, round) => rate / Math.max(...peers.map(({ rates }) => rates[round])))),
    builds: by(({ first }) => first.buildMs),
    allowed: ours.first.decisions.filter(Boolean).length,
  };
}

function print(results, { cases, worst, first }) {
  console.log(
    `\nDecisions a second, in brackets as a ratio to ours in the same round; medians of ${ROUNDS} interleaved rounds.`,
  );
  console.log("Every engine gave the same decision on every request.\n");
  row("engine", ...results.map(({ size }) => `${size} statement${size > 1 ? "s" : ""}`), "ready at 1000, ms");
  row("---", ...results.map(() => "---:"), "---:");
  for (const name of ENGINES) {
    const cells = results.map(({ rates, ratios }) => {
      const ratio = name === OURS ? "" : ` (${ratios[name].toPrecision(2)})`;
      return `${Math.round(rates[name]).toLocaleString("en").replaceAll(",", " ")}${ratio}`;
    });
    row(NAMES[name], ...cells, results.at(-1).builds[name].toFixed(1));
  }
  row("allowed of 64", ...results.map(({ allowed }) => allowed), "");
  const [one, ten, , thousand] = results;
  const growthOver = (less) => median(less.rounds.map((rate, round) => rate / thousand.rounds[round]));
  const growth = growthOver(ten);
  const lead = Math.min(...results.map((result) => result.lead));
  console.log();
  row("what", "value", "goal");
  row("---", "---", "---");
  row("ours ÷ the fastest peer, at the least favourable size", lead.toFixed(2), "> 1");
  row("a decision over 1000 statements ÷ one over 10", growth.toFixed(2), "≤ 1.5");
  row("a decision over 1000 statements ÷ one over 1", growthOver(one).toFixed(2), "");
  row(
    `worst of ${cases} hostile decisions (${worst.effect} ${worst.list} ${worst.shape})`,
    `${worst.us.toFixed(0)} µs`,
    "< 1000 µs",
  );
  row("the same with compiling the policy, unwarmed", `${first.toFixed(0)} µs`, "");
  if (lead <= 1 || growth > 1.5 || worst.us >= 1000) process.exitCode = 1;
}

function row(...cells) {
  console.log(`| ${cells.join(" | ")} |`);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function start(file, ...args) {
  const child = fork(path.join(bench, file), args, { stdio: "inherit" });
  children.push(child);
  return child;
}

/** The next message of a child; its end before that is a failure. */
function next(child) {
  return new Promise((resolve, reject) => {
    const fail = (code) => reject(new Error(`a measuring process ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      resolve(message);
    });
  });
}

function ask(child, size) {
  const answer = next(child);
  child.send(size);
  return answer;
}
