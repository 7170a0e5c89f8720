// `npm test`: everything that must hold, on a machine that has nothing but Node, ending in one closing line.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { build, install } from "./prepare.mjs";
import { root } from "./root.mjs";

const RESULT = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-results-")), "result.json");
const total = { passed: 0, failed: 0 };

await install();
step("types", "npx", ["tsc", "--noEmit"], { before: ["npx", "next", "typegen"] });
step("format and lint", "npx", ["biome", "check", "."]);
step("no query is left un-awaited", "npx", ["eslint", "."]);
step("imports only go down", "node", ["scripts/floors.mjs"]);
step("migrations are in step with the schema", "node", ["scripts/migrations-in-step.mjs"]);
step("every promise has its test", "node", ["scripts/promises.mjs"]);
step("every invariant has its test", "node", ["scripts/security-model.mjs", "--check"]);
step("every mistake can still be planted", "node", ["scripts/faults-fit.mjs"]);
step("versions, licences and known faults of packages", "node", ["scripts/supply-chain.mjs"]);
suite("unit and API tests", ["vitest", "run"]);
step("every answer of every route is tested", "node", ["scripts/route-table.mjs"]);
await build();
suite("browser tests", ["playwright", "test"]);

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** One check that holds or does not. */
function step(name, command, args, { before } = {}) {
  const started = Date.now();
  const ok = (before === undefined || call(before[0], before.slice(1)) === 0) && call(command, args) === 0;
  count(name, started, ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
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
  const offline = command === "npx" ? ["--no-install", ...args] : args;
  const settings = {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CI: "1", ...env },
  };
  return spawnSync(command, offline, settings).status;
}

function count(name, started, { passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  console.log(`— ${name}: ${failed === 0 ? "holds" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
