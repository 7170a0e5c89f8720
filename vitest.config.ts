import path from "node:path";
import { defineConfig } from "vitest/config";

const at = (file: string) => path.resolve(import.meta.dirname, file);

export default defineConfig({
  resolve: {
    alias: {
      "@latchkey/verify": at("packages/verify/src/index.ts"),
      "@": at("."),
      "server-only": at("lib/testing/empty.ts"),
    },
  },
  test: {
    include: ["{lib,components,scripts,drizzle,packages}/**/*.test.ts"],
    globalSetup: "lib/testing/global-setup.ts",
    setupFiles: "lib/testing/each-file.ts",
    reporters: ["default", at("lib/testing/closing-reporter.ts")],
    maxWorkers: 2,
    testTimeout: 600_000, // a promise about time is a benchmark's, never a test's
    hookTimeout: 600_000,
  },
});
