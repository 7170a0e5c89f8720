import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "./e2e/support/browser";

const { executablePath, env } = await findBrowser();

/** Pictures are taken in a zone of their own and without motion, so that two runs differ in nothing that can be seen. */
export default defineConfig({
  testDir: "e2e/pictures",
  testMatch: "*.pictures.ts",
  outputDir: "test-results/pictures",
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    launchOptions: {
      executablePath,
      args: [...BROWSER_FLAGS],
      env: { ...(process.env as Record<string, string>), ...env },
    },
    timezoneId: "UTC",
    locale: "en-GB",
    reducedMotion: "reduce",
    trace: "off",
  },
});
