import { BadConfig } from "@/lib/config/config";
import { AlreadyRunning } from "@/lib/db/server-lock";
import { CannotStart } from "@/lib/keys/master-secret";
import { describeError } from "@/lib/log/log";

const EXPECTED = [BadConfig, CannotStart, AlreadyRunning];
const BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits

/** Says on standard error why the process stops, in one sentence where one was meant for people, and exits. */
export function explainStop(error: unknown): never {
  const meant = EXPECTED.some((kind) => error instanceof kind);
  const sentence = meant ? (error as Error).message : `Latchkey cannot start: ${reason(error)}`;
  process.stderr.write(`${sentence}\n`);
  process.exit(meant ? BAD_CONFIGURATION : 1);
}

function reason(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "EADDRINUSE") return "the port is taken. Set PORT to another one.";
  if (code === "EACCES") return "the port may not be listened on. Set PORT to one above 1023.";
  const plain = error instanceof Error && error.name === "Error" && code === undefined && !("params" in error);
  return plain ? error.message : JSON.stringify(describeError(error));
}
