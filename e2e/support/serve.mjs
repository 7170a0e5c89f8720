// Runs the production server for the browser tests, and keeps all that it prints, for the tests to search.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { UNLIMITED } from "./unlimited.mjs";

const log = fs.openSync(process.env.E2E_LOG, "a");
const env = { ...UNLIMITED, ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "debug" };
const server = spawn(process.execPath, ["dist/server.mjs"], { stdio: ["ignore", log, log], env });
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
