// Prints which answers the unit and API tests saw of every route in openapi.json, and where. An answer that the
// contract declares and no test has seen is a failure; only those that every route has alike may be seen elsewhere.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "./bundle.mjs";
import { root } from "./root.mjs";

const FOLDER = path.join(root, "node_modules/.cache/latchkey-routes");
const ALIKE = new Set(["413", "429", "503"]);

const seen = readSeen();
const rows = (await operations()).map(({ method, path: at, operation }) => {
  const mine = seen.filter((line) => line.method === method && line.path === at);
  const statuses = [...new Set(mine.map(({ status }) => status))].sort();
  const missing = Object.keys(operation.responses).filter((status) => !ALIKE.has(status) && !statuses.includes(status));
  const files = [...new Set(mine.map(({ file }) => file.replace(/\.test\.ts$/, "")))].sort();
  return { route: `${method.padEnd(6)} ${at}`, statuses, missing, files };
});

const width = Math.max(...rows.map(({ route }) => route.length));
for (const { route, statuses, missing, files } of rows) {
  const lacks = missing.length > 0 ? `   MISSING ${missing.join(" ")}` : "";
  console.log(`${route.padEnd(width)}  ${statuses.join(" ").padEnd(32)} ${files.join(", ")}${lacks}`);
}
const lacking = rows.filter(({ statuses, missing }) => statuses.length === 0 || missing.length > 0);
console.log(`${rows.length} routes, ${rows.length - lacking.length} of them with every answer tested`);
process.exitCode = rows.length > 0 && lacking.length === 0 ? 0 : 1;

function readSeen() {
  const file = path.join(FOLDER, "seen.txt");
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [method, at, status, test] = line.split(" ");
    return { method, path: at, status, file: test };
  });
}

/** The operations of the contract, from the same code that hands out openapi.json. */
async function operations() {
  const entries = { document: "lib/testing/contract/document.ts" };
  await build({ ...bundleOptions(entries, path.relative(root, FOLDER)), sourcemap: false });
  const { OPERATIONS } = await import(pathToFileURL(path.join(FOLDER, "document.mjs")).href);
  return OPERATIONS;
}
