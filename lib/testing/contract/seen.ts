import fs from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { operationFor } from "./hold";

/** Where a run of the tests leaves which answers it saw of which routes, for `npm run routes`. */
const SEEN = path.resolve(import.meta.dirname, "../../../node_modules/.cache/latchkey-routes/seen.txt");
const written = new Set<string>();

/** Before a run: nothing has been seen. */
export function forgetSeen(): void {
  fs.rmSync(SEEN, { force: true });
}

/** Notes that a test got this answer from the route. */
export function noteSeen(method: string, asked: string, status: number): void {
  const { operation } = operationFor(method, asked);
  const file = path.basename(expect.getState().testPath ?? "");
  const line = `${operation?.method} ${operation?.path} ${status} ${file}\n`;
  if (!operation || written.has(line)) return;
  written.add(line);
  fs.mkdirSync(path.dirname(SEEN), { recursive: true });
  fs.appendFileSync(SEEN, line);
}
