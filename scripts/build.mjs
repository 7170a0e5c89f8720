// Builds the pages with Next and the server and command line with esbuild, and writes down of what.
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { bundleOptions, ENTRIES, VERIFIER, wholeOptions } from "./bundle.mjs";
import { beginBuild } from "./prepare.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { readLock, readManifest } from "./supply-chain/lock.mjs";
import { sbomOf } from "./supply-chain/sbom.mjs";

const noteBuilt = beginBuild();
run("npx", ["--no-install", "next", "build"], { NODE_ENV: "production" });
await Promise.all([build(bundleOptions(ENTRIES)), build(wholeOptions(VERIFIER))]);
const bill = JSON.stringify(sbomOf(readManifest(), readLock()), null, 2);
fs.writeFileSync(path.join(root, "dist/sbom.cdx.json"), `${bill}\n`);
noteBuilt();
