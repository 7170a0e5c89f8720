// Installs and builds, each only when what it depends on changed. Needs no packages: it runs on a fresh clone.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const SOURCES = ["app", "components", "lib", "drizzle/schema", "public"];
const FILES = [
  "server.ts",
  "verifier.ts",
  "instrumentation-client.ts",
  "package-lock.json",
  "next.config.ts",
  "tsconfig.json",
  "postcss.config.mjs",
  "scripts/bundle.mjs",
  "scripts/build.mjs",
];
const INSTALLED = "node_modules/.latchkey-installed";
const BUILT = "dist/.built-from";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Latchkey needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

/** Installs exactly what the lock file says, unless that was done with this version of Node already. */
export async function install({ quiet = false } = {}) {
  const wanted = hash(read("package-lock.json"), process.version);
  if (read(INSTALLED) === wanted) return;
  await alone("install", () => {
    if (read(INSTALLED) === wanted) return;
    if (!quiet) console.log("Installing packages…");
    run(
      "npm",
      ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
      {},
      quiet ? ["ignore", 2, 2] : "inherit",
    );
    fs.writeFileSync(path.join(root, INSTALLED), wanted);
  });
}

/** Builds, unless these very sources are built already. */
export async function build({ quiet = false } = {}) {
  if (isBuilt()) return;
  await alone("build", () => {
    if (isBuilt()) return;
    if (!quiet) console.log("Building…");
    run("node", ["scripts/build.mjs"], {}, quiet ? ["ignore", 2, 2] : "inherit");
  });
}

/** To be called before a build; what it answers with notes afterwards from which sources it was made. */
export function beginBuild() {
  const wanted = sourcesHash();
  return () => fs.writeFileSync(path.join(root, BUILT), wanted);
}

function isBuilt() {
  return (
    read(BUILT) === sourcesHash() &&
    fs.existsSync(path.join(root, ".next/BUILD_ID")) &&
    fs.existsSync(path.join(root, "dist/server.mjs")) &&
    fs.existsSync(path.join(root, "dist/verifier.mjs"))
  );
}

function sourcesHash() {
  const isTest = /\.test\.tsx?$|^lib\/testing\/(?!empty)/;
  const files = [...SOURCES.flatMap(tree), ...FILES].filter((file) => !isTest.test(file)).sort();
  return hash(process.version, ...files.flatMap((file) => [file, read(file)]));
}

function tree(folder) {
  const at = path.join(root, folder);
  if (!fs.existsSync(at)) return [];
  return fs
    .readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

function read(file) {
  try {
    return fs.readFileSync(path.join(root, file), "utf8");
  } catch {
    return "";
  }
}

function hash(...parts) {
  return parts.reduce((sum, part) => sum.update(part).update("\0"), createHash("sha256")).digest("hex");
}

/** One process at a time does this; a lock whose holder is gone is taken over. */
async function alone(what, act) {
  const lock = path.join(root, `.latchkey-${what}.lock`);
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(read(path.basename(lock)));
      if (holder > 0 && !isAlive(holder)) fs.rmSync(lock, { force: true });
      else await pause(200);
    }
  }
  const release = () => fs.rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    act();
  } finally {
    release();
    process.removeListener("exit", release);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
