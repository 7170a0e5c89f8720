import pino, { type DestinationStream, type Logger } from "pino";
import { processSlot } from "@/lib/core/process-slot";
import { redact, withoutPrivate } from "@/lib/core/redact";

const standardError = () => pino.destination({ fd: 2, sync: true });

/** The process's log: JSON lines on standard error, through the one redaction (security 3.4). */
export function makeLog(level: string, into: DestinationStream = standardError()): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeError },
      formatters: { log: (bindings) => withoutPrivate(bindings) as Record<string, unknown> },
      hooks: { streamWrite: (line) => redact(line.slice(0, -1)).concat("\n") },
    },
    into,
  );
}

/**
 * An error as it may be logged: its name, its database code and where it came from. Not its message, if the
 * database made it: that holds the parameters of the statement.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  const fromDatabase = "params" in error || /^[0-9A-Z]{5}$/.test(String(code)); // Drizzle's own, or what it wraps
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(fromDatabase ? {} : { message: error.message }),
    stack: error.stack
      ?.split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 8),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

const slot = processSlot<Logger>("log");
export const setLog = slot.set;
/** The log of this process; throws before start-up has set it. */
export const getLog = slot.get;
