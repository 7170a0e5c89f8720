import { format, stripVTControlCharacters } from "node:util";
import type { Logger } from "pino";

const LONGEST = 1000;
const LEVELS = { error: "error", warn: "warn", log: "info", info: "info", debug: "debug" } as const;

/**
 * Sends what libraries print into the log, where it is redacted and cannot pass for a line of ours. An error goes by its kind and
 * place alone, since the database's own hold what was asked.
 */
export function tameConsole(log: Logger, console: Console = globalThis.console): void {
  for (const [method, level] of Object.entries(LEVELS) as [
    keyof typeof LEVELS,
    (typeof LEVELS)[keyof typeof LEVELS],
  ][]) {
    console[method] = (...printed: unknown[]) => {
      const err = printed.find((each) => each instanceof Error);
      const text = format(...printed.filter((each) => !(each instanceof Error)));
      log[level]({ from: "console", ...(err && { err }) }, stripVTControlCharacters(text).trim().slice(0, LONGEST));
    };
  }
}
