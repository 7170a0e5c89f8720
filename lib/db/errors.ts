/** SQLSTATE classes and codes in which the database is not to be had for now. */
const UNAVAILABLE_STATES = /^(08|57P0[123]|53300|57014|55P03|25P03)/;
const UNAVAILABLE_SYSTEM = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
]);
const UNAVAILABLE_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|pool after calling end/i;

/** Whether an error says that the database cannot be reached, is shutting down, or has no connection to spare. */
export function isUnavailable(error: unknown): boolean {
  return chain(error).some((link) => {
    const code = codeOf(link);
    return UNAVAILABLE_STATES.test(code) || UNAVAILABLE_SYSTEM.has(code) || UNAVAILABLE_WORDS.test(messageOf(link));
  });
}

/** Whether the database asks for the transaction to be tried again: a serialisation failure or a deadlock. */
export function isRetryable(error: unknown): boolean {
  return chain(error).some((link) => codeOf(link) === "40001" || codeOf(link) === "40P01");
}

/** Whether the database will never take what it was given: a value that it cannot hold, or that breaks a rule of its. */
export function isRefusedForGood(error: unknown): boolean {
  return chain(error).some((link) => /^2[23]/.test(codeOf(link)));
}

/** Why changes are held, which the log's own trigger says (decision 0036): nobody takes its heads, or it was restored. */
export type Held = "heads" | "restored";
const HELD_STATES: Readonly<Record<string, Held>> = { LK001: "heads", LK002: "restored" };

/** Whether a change was not made because changes are held just now, and why; null for any other error. */
export function heldBecause(error: unknown): Held | null {
  return chain(error).flatMap((link) => HELD_STATES[codeOf(link)] ?? [])[0] ?? null;
}

/** An error and what caused it: Drizzle wraps the database's own. */
function chain(error: unknown): unknown[] {
  const links: unknown[] = [];
  for (let link = error; link instanceof Error && links.length < 8; link = link.cause) links.push(link);
  return links;
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");
// Not of a query's error: its message holds the parameters, and those may say anything.
const messageOf = (error: unknown) => (error instanceof Error && !("params" in error) ? error.message : "");
