// Generating migrations from the schema must find nothing to do, or somebody changed one without the other.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./root.mjs";

const copy = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-migrations-"));
fs.cpSync(path.join(root, "drizzle/migrations"), copy, { recursive: true });
const before = fs.readdirSync(copy).length;
const args = [
  "--no-install",
  "drizzle-kit",
  "generate",
  "--dialect",
  "postgresql",
  "--schema",
  "./drizzle/schema",
  "--casing",
  "snake_case",
];
const { status, stdout, stderr } = spawnSync("npx", [...args, "--out", path.relative(root, copy)], {
  cwd: root,
  encoding: "utf8",
});
const after = fs.readdirSync(copy).length;
fs.rmSync(copy, { recursive: true });
if (status !== 0 || after !== before) {
  console.log(`${stdout}${stderr}`);
  console.log("The migrations are not in step with the schema: run npm run db:generate.");
  process.exit(1);
}
