import { spawnSync } from "node:child_process";
import { root } from "./root.mjs";

/** Runs a command in the project's folder and ends this process with its status if it fails. */
export function run(command, args, env = {}, stdio = "inherit") {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
