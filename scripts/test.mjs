// `npm test`: everything that must hold, on a machine that has nothing but Node, ending in one closing line.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { build, install } from "./prepare.mjs";
import { root } from "./root.mjs";

const RESULT = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-results-")), "result.json");
const total = { passed: 0, failed: 0 };

await install();
await check("the types of pages can be written", "npx", ["next", "typegen"]);
// The first two use one processor each, and half a minute.
await Promise.all([
  check("types", "npx", ["tsc", "--noEmit"]),
  check("no query is left un-awaited", "npx", ["eslint", "."]),
  inTurn([
    ["format and lint", "npx", ["biome", "check", "."]],
    ["imports only go down", "node", ["scripts/floors.mjs"]],
    ["migrations are in step with the schema", "node", ["scripts/migrations-in-step.mjs"]],
    ["every promise has its test", "node", ["scripts/promises.mjs"]],
    ["every invariant has its test", "node", ["scripts/security-model.mjs", "--check"]],
    ["every mistake can still be planted", "node", ["scripts/faults-fit.mjs"]],
    ["versions, licences and known faults of packages", "node", ["scripts/supply-chain.mjs"]],
  ]),
]);
suite("unit and API tests", ["vitest", "run"]);
await check("every answer of every route is tested", "node", ["scripts/route-table.mjs"]);
await build();
suite("browser tests", ["playwright", "test"]);

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function inTurn(checks) {
  for (const each of checks) await check(...each);
}

/** One check that holds or does not; what it says is shown when it is done, since others run beside it. */
async function check(name, command, args) {
  const started = Date.now();
  const said = [];
  const child = spawn(command, offline(command, args), {
    cwd: root,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (some) => said.push(some));
  const status = await new Promise((resolve) => {
    child.on("error", (error) => resolve(String(error)));
    child.on("close", resolve);
  });
  process.stdout.write(Buffer.concat(said));
  count(name, started, status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

/** A runner of many tests, which leaves its numbers in a file; one that left none, or ran none, has failed. */
function suite(name, args) {
  const started = Date.now();
  fs.rmSync(RESULT, { force: true });
  const status = call("npx", args, { LATCHKEY_TEST_RESULT: RESULT });
  const result = fs.existsSync(RESULT)
    ? JSON.parse(fs.readFileSync(RESULT, "utf8"))
    : { passed: 0, failed: 0, skipped: 0 };
  const failed = result.failed + result.skipped;
  const broken = failed === 0 && (status !== 0 || result.passed === 0) ? 1 : 0;
  count(name, started, { passed: result.passed, failed: failed + broken });
}

function call(command, args, env = {}) {
  return spawnSync(command, offline(command, args), { cwd: root, env: environment(env), stdio: "inherit" }).status;
}

/** A package's command is one of those that are installed, never fetched. */
function offline(command, args) {
  return command === "npx" ? ["--no-install", ...args] : args;
}

function environment(more = {}) {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CI: "1", ...more };
}

function count(name, started, { passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  console.log(`— ${name}: ${failed === 0 ? "holds" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
