// `npm run supply-chain`: whether what is installed is what was meant, by version, licence and what is known of it.
// Without --offline it asks the registry what is known to be wrong; where that cannot be asked, it says so.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "./bundle.mjs";
import { root } from "./root.mjs";
import { askRegistry, readAnswer } from "./supply-chain/known.mjs";
import { refusedLicences } from "./supply-chain/licences.mjs";
import { readLock, readManifest } from "./supply-chain/lock.mjs";
import { sbomOf } from "./supply-chain/sbom.mjs";

const FOLDER = "node_modules/.cache/latchkey-floors";
await build({ ...bundleOptions({ floors: "lib/boot/package-floors.ts" }, FOLDER), sourcemap: false });
const { belowFloors } = await import(pathToFileURL(path.join(root, FOLDER, "floors.mjs")).href);

const packages = readLock();
const manifest = readManifest();
const versionOf = (name) => packages.find(({ at }) => at === `node_modules/${name}`)?.version ?? null;
const inexact = Object.entries({
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
})
  .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  .map(([name, version]) => `${name} is asked for as ${version}.`);

report("every package is asked for by one exact version", inexact);
report("none is below its floor", belowFloors(versionOf));
report(`the licences of all ${packages.length} are known and allowed`, refusedLicences(packages));
report(`${sbomOf(manifest, packages).components.length} packages make up a production build`, []);
if (!process.argv.includes("--offline")) tellKnown(readAnswer(askRegistry()));

function tellKnown({ state, why, found = [] }) {
  if (state === "unknown") return console.log(`NOT CHECKED what is known to be wrong with them: ${why}`);
  const told = found.map(({ name, severity, range }) => `${name} ${range}: ${severity}`);
  report(`nothing grave is known of them${state === "known" ? "" : ", but"}`, state === "grave" ? told : []);
  if (state === "known") for (const line of told) console.log(`   ${line}`);
}

function report(promise, broken) {
  console.log(`${broken.length === 0 ? "ok " : "FAILED"} ${promise}`);
  for (const line of broken) console.log(`   ${line}`);
  if (broken.length > 0) process.exitCode = 1;
}
