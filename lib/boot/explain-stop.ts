import { BadConfig } from "@/lib/config/config";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { heldBecause, isUnavailable } from "@/lib/db/errors";
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

const REFUSED: Record<string, string> = {
  "28P01": "the database refuses the user or the password of DATABASE_URL.",
  "28000": "the database refuses the user of DATABASE_URL.",
  "3D000": "the database that DATABASE_URL names does not exist.",
};

/** The code of a database's error, which Drizzle wraps in its own. */
function stateOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  return cause instanceof Error ? stateOf(cause) : "";
}

function reason(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "EADDRINUSE") return "the port is taken. Set PORT to another one.";
  if (code === "EACCES") return "the port may not be listened on. Set PORT to one above 1023.";
  const why = heldBecause(error);
  if (why !== null) return refusalSentence({ kind: "changes_held", why });
  const state = stateOf(error);
  if (state in REFUSED) return REFUSED[state] ?? "";
  if (isUnavailable(error)) return `the database cannot be reached (${state}). Is DATABASE_URL right, and does it run?`;
  const plain = error instanceof Error && error.name === "Error" && code === undefined && !("params" in error);
  return plain ? error.message : JSON.stringify(describeError(error));
}
