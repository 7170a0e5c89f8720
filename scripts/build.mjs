// Builds the pages with Next and the server and command line with esbuild.
import { build } from "esbuild";
import { bundleOptions, ENTRIES } from "./bundle.mjs";
import { run } from "./run.mjs";

run("npx", ["--no-install", "next", "build"], { NODE_ENV: "production" });
await build(bundleOptions(ENTRIES));
