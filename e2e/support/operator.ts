import { execFileSync } from "node:child_process";
import { dataFolder } from "./server";

type Failure = { readonly status: number; readonly stdout: string; readonly stderr: string };

/** Runs the operator's command line on the server's data while it runs; answers with its standard output. */
export function operator(args: readonly string[], input = ""): string {
  const env = { ...process.env, LATCHKEY_DATA_DIR: dataFolder(), NODE_ENV: "production" as const };
  return execFileSync(process.execPath, ["dist/latchkey.mjs", ...args], {
    env,
    input,
    encoding: "utf8",
    stdio: "pipe",
  });
}

/** The same for a command that must fail: its exit status and what it said. */
export function operatorFails(args: readonly string[], input = ""): Failure {
  try {
    operator(args, input);
  } catch (error) {
    return error as Failure;
  }
  throw new Error(`the command went through: ${args.join(" ")}`);
}
