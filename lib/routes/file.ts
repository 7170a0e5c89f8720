import { type FileProblem, readJsonFile } from "@/lib/core/json-file";
import type { Result } from "@/lib/core/result";
import type { RouteRule } from "@/lib/core/route-rule";
import { TEXT_MAX } from "./limits";
import { routesFile } from "./schema";

const EMPTY = "There is nothing in this file.";

/** Reads a file of rules, or says what is wrong with it, and where. */
export function readRoutesFile(text: string): Result<readonly RouteRule[], readonly FileProblem[]> {
  const read = readJsonFile(text, routesFile, { most: TEXT_MAX, empty: EMPTY });
  return read.ok ? { ok: true, value: read.value.routes } : read;
}

/** Rules as a file that reads as the same ones: a rule a line. */
export function writeRoutesFile(rules: readonly RouteRule[]): string {
  const lines = rules.map(({ host, methods, path, action, resource }) => {
    const members = { ...(host !== null && { host }), ...(methods.length > 0 && { methods }), path, action, resource };
    const written = Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}: ${listed(value)}`);
    return `    { ${written.join(", ")} }`;
  });
  return lines.length === 0 ? '{\n  "routes": []\n}\n' : `{\n  "routes": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

const listed = (value: string | readonly string[]) =>
  typeof value === "string" ? JSON.stringify(value) : `[${value.map((each) => JSON.stringify(each)).join(", ")}]`;
