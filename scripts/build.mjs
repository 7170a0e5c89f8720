// Builds the pages with Next and the server and command line with esbuild.
import { build } from "esbuild";
import { bundleOptions, ENTRIES } from "./bundle.mjs";
import { beginBuild } from "./prepare.mjs";
import { run } from "./run.mjs";

const noteBuilt = beginBuild();
run("npx", ["--no-install", "next", "build"], { NODE_ENV: "production" });
await build(bundleOptions(ENTRIES));
noteBuilt();
