// Bundles what runs outside Next: the server, the verifier and the operator's command line.
import path from "node:path";
import { root } from "./root.mjs";

export const ENTRIES = { server: "server.ts", latchkey: "lib/cli/main.ts" };
export const VERIFIER = { verifier: "verifier.ts" };

/**
 * esbuild's options for these entries: packages stay outside, and `server-only`, which is Next's to check, is empty.
 * @param {Record<string, string>} entries
 * @returns {import("esbuild").BuildOptions}
 */
export function bundleOptions(entries, outdir = "dist") {
  return {
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "server-only": path.join(root, "lib/testing/empty.ts") },
    sourcemap: "linked",
    logLevel: "warning",
  };
}

/**
 * The same with the packages in them: to find and read some hundred files takes a process longer than everything else that a
 * verifier does until its first answer. For what needs none of its packages' other files: not Next, and nothing native.
 * @param {Record<string, string>} entries
 * @returns {import("esbuild").BuildOptions}
 */
export function wholeOptions(entries, outdir = "dist") {
  const { packages: _, ...options } = bundleOptions(entries, outdir);
  const require = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  return { ...options, external: ["pg-native"], banner: { js: require } };
}
