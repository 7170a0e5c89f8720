import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const lock = fs.readFileSync(path.join(root, "package-lock.json"), "utf8");

test("the lock file names every platform's packages, so that npm ci works elsewhere too", () => {
  const { stdout } = spawnSync(process.execPath, ["scripts/lock-complete.mjs", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stdout.trim()).toBe("lock file complete");
  expect(fs.readFileSync(path.join(root, "package-lock.json"), "utf8")).toBe(lock);
});

test("the lock file names no registry", () => {
  expect(lock).not.toContain('"resolved"');
});

test("every dependency is pinned to one version", () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const wanted = Object.values({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  expect(wanted.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([]);
});
