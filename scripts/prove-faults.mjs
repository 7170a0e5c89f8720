// `npm run prove:faults`: plants each of ten mistakes in a copy of the last commit and runs the tests that ought to catch it; exits 1
// where one is missed, 2 where a patch does not apply or a test fails without any.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { FAULTS } from "../bench/faults/faults.mjs";
import { root } from "./root.mjs";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-faults-"));
fs.chmodSync(home, 0o755); // the account that runs Postgres passes through it
const copy = path.join(home, "tree");
const report = path.join(home, "report.json");
const git = (...args) => execFileSync("git", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

try {
  git("worktree", "add", "--detach", copy, "HEAD");
  linkPackages();
  process.exitCode = prove();
} finally {
  spawnSync("git", ["worktree", "remove", "--force", copy], { cwd: root, stdio: "ignore" });
  fs.rmSync(home, { recursive: true, force: true });
}

/** The packages themselves, but none of what tools keep beside them: that would be written through to this tree. */
function linkPackages() {
  const [from, to] = [root, copy].map((tree) => path.join(tree, "node_modules"));
  const linked = spawnSync("cp", ["-al", from, to], { stdio: "ignore" });
  if (linked.status !== 0) {
    fs.rmSync(to, { recursive: true, force: true });
    execFileSync("cp", ["-a", from, to]); // on another disk, or without links
  }
  for (const kept of fs.readdirSync(to).filter((name) => /^\.(cache|vite|latchkey)/.test(name)))
    fs.rmSync(path.join(to, kept), { recursive: true, force: true });
}

function prove() {
  const all = [...new Set(FAULTS.flatMap(({ tests }) => tests))];
  console.log(`Without a fault: ${all.length} files of tests.`);
  const sound = run(all);
  if (!sound.ran || sound.failed.length > 0) {
    console.error(`These tests do not pass as they are, so they could catch nothing:\n${sound.failed.join("\n")}`);
    return 2;
  }
  const rows = [];
  for (const { fault, patches, tests } of FAULTS) {
    for (const patch of patches) {
      console.log(`${fault}: ${patch}`);
      if (!apply(patch, [])) {
        console.error(`${patch}.patch does not apply to this version: make it again.`);
        return 2;
      }
      const { ran, failed } = run(tests);
      if (!apply(patch, ["--reverse"])) throw new Error(`${patch}.patch could not be taken back`);
      rows.push({ fault, patch, caught: ran ? failed : [], ran });
    }
  }
  print(rows);
  return rows.every(({ caught }) => caught.length > 0) ? 0 : 1;
}

function apply(patch, how) {
  const file = path.join(root, "bench/faults", `${patch}.patch`);
  return spawnSync("git", ["apply", ...how, file], { cwd: copy, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

/** The titles of the tests that failed; `ran` is false where a file of them could not even be read, which catches nothing. */
function run(tests) {
  fs.rmSync(report, { force: true });
  const vitest = path.join(copy, "node_modules/vitest/vitest.mjs");
  spawnSync(process.execPath, [vitest, "run", ...tests, "--reporter=json", `--outputFile=${report}`], {
    cwd: copy,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { testResults } = JSON.parse(fs.readFileSync(report, "utf8"));
  const each = testResults.flatMap(({ assertionResults }) => assertionResults);
  const ran = testResults.length === tests.length && testResults.every(({ assertionResults: of }) => of.length > 0);
  return { ran, failed: each.filter(({ status }) => status === "failed").map(({ title }) => title) };
}

function print(rows) {
  console.log("\n| fault | planted by | caught by |\n| --- | --- | --- |");
  for (const { fault, patch, caught, ran } of rows) {
    const [first, ...more] = caught;
    const others = more.length > 0 ? ` (and ${more.length} more)` : "";
    const by = first ? `${first.replaceAll("|", "\\|")}${others}` : ran ? "MISSED" : "MISSED: the tests could not run";
    console.log(`| ${fault} | \`${patch}\` | ${by} |`);
  }
}
