// Checks that every promise of docs/promises.md has its test: the title stands in the file, once, and is not skipped.
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

const page = fs.readFileSync(path.join(root, "docs/promises.md"), "utf8");
const rows = [...page.matchAll(/^\| (.+?) \| `(.+?)` \| (.+?) \|$/gm)].map(([, promise, file, title]) => ({
  promise,
  file,
  title,
}));
const read = (file) => {
  const at = path.join(root, file);
  return fs.existsSync(at) ? fs.readFileSync(at, "utf8") : "";
};

const broken = rows.flatMap(({ promise, file, title }) => {
  const found = read(file).split(`test(${JSON.stringify(title)}`).length - 1;
  return found === 1 ? [] : [`${promise}: ${found === 0 ? "no test" : `${found} tests`} called “${title}” in ${file}`];
});
const files = new Set(rows.map(({ file }) => file));
for (const file of files) {
  if (/\b(test|describe|it)\.(skip|only|todo|fixme)\b/.test(read(file))) broken.push(`${file} skips or narrows tests`);
  const listed = new Set(rows.filter((row) => row.file === file).map(({ title }) => title));
  for (const [, title] of file.includes("promises") ? read(file).matchAll(/^test\("([^"]+)"/gm) : []) {
    if (!listed.has(title)) broken.push(`“${title}” in ${file} is no promise of the page`);
  }
}
if (rows.length === 0) broken.push("the page has no rows");

console.log(`${rows.length} promises, each with its test: ${broken.length === 0 ? "yes" : "no"}`);
for (const line of broken) console.log(`   ${line}`);
process.exitCode = broken.length === 0 ? 0 : 1;
