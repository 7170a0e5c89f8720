// Bundles what runs outside Next: the server, the verifier and the operator's command line.
import path from "node:path";
import { root } from "./root.mjs";

export const ENTRIES = { server: "server.ts", verifier: "verifier.ts", latchkey: "lib/cli/main.ts" };

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
