// Whether each mistake of `npm run prove:faults` can still be planted: code that moves away from a patch is told of at once.
import fs from "node:fs";
import path from "node:path";
import { FAULTS } from "../bench/faults/faults.mjs";
import { root } from "./root.mjs";

const patches = [...new Set(FAULTS.flatMap(({ patches }) => patches))];
const lost = patches.flatMap((patch) =>
  hunksOf(fs.readFileSync(path.join(root, "bench/faults", `${patch}.patch`), "utf8"))
    .filter(({ file, before }) => placesIn(file, before) !== 1)
    .map(({ file, before }) => `${patch}.patch fits nowhere, or not one place alone, in ${file}:\n${before}`),
);
for (const each of lost) console.error(each);
console.log(`${patches.length} mistakes, each with its place: ${lost.length === 0 ? "yes" : "no"}`);
process.exit(lost.length > 0 || patches.length === 0 ? 1 : 0);

/** Of each change of a patch the file, and the lines that it looks for there. */
function hunksOf(patch) {
  return patch.split(/^diff --git /m).flatMap((part) => {
    const file = /^--- a\/(.+)$/m.exec(part)?.[1];
    if (!file) return [];
    return part
      .split(/^@@ .*@@.*$/m)
      .slice(1)
      .map((hunk) => ({ file, before: linesBefore(hunk) }));
  });
}

function linesBefore(hunk) {
  const lines = hunk.replace(/^\n/, "").split("\n");
  const kept = lines.filter((line) => line.startsWith(" ") || line.startsWith("-"));
  return `${kept.map((line) => line.slice(1)).join("\n")}\n`;
}

function placesIn(file, text) {
  const there = path.join(root, file);
  return fs.existsSync(there) ? fs.readFileSync(there, "utf8").split(text).length - 1 : 0;
}
