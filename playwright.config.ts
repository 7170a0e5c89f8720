import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "./e2e/support/browser";

// This file is read again in every worker: what one run shares stands in the environment.
process.env["E2E_PORT"] ??= String(20_000 + Math.floor(Math.random() * 20_000));
process.env["E2E_HOME"] ??= fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-e2e-"));
const home = process.env["E2E_HOME"];
const port = process.env["E2E_PORT"];
fs.chmodSync(home, 0o755); // the account that runs Postgres passes through it

const { executablePath, env } = await findBrowser();

const OWN_SERVERS = [
  "api/{audit-chain,server,sessions,usage}.spec.ts",
  "flows/{every-page,gateways,second-factor,settings,single-sign-on,token-bulk,token-list,token-list-states,vocabulary}.spec.ts",
];

/** Walks that neither make nor count what others look at: they fill the lane of those with servers of their own when it is done. */
const BESIDE = ["flows/{access,access-policies,reference}.spec.ts"];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["./e2e/support/closing-reporter.ts"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: {
      executablePath,
      args: [...BROWSER_FLAGS, "--host-resolver-rules=MAP latchkey.test 127.0.0.1"],
      env: { ...(process.env as Record<string, string>), ...env },
    },
    trace: "off", // a trace would hold the secrets of the run
    screenshot: "only-on-failure",
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000, // what is not there is told of sooner than the whole test ends
  },
  // The first flow sets the empty instance up; what walks through it goes on from there, one after the other, and the last looks at
  // what all of them left behind. Beside that run those that start servers of their own.
  projects: [
    { name: "first", testMatch: "flows/first-token.spec.ts", workers: 1 },
    { name: "own", testMatch: OWN_SERVERS, dependencies: ["first"], workers: 1 }, // only then beside the next ones
    {
      name: "all",
      testIgnore: ["flows/first-token.spec.ts", "last/**", ...OWN_SERVERS, ...BESIDE],
      dependencies: ["first"],
      workers: 1,
    },
    { name: "beside", testMatch: BESIDE, dependencies: ["first"], workers: 1 },
    { name: "last", testMatch: "last/**", dependencies: ["all", "beside"], workers: 1 },
  ],
  webServer: {
    command: "node e2e/support/serve.mjs",
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: { PORT: port, LATCHKEY_DATA_DIR: path.join(home, "data"), E2E_LOG: path.join(home, "server.log") },
  },
});
