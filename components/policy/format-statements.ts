import type { Statement } from "@/lib/policy/statement";

/** Statements as people read and mend them. */
export function formatStatements(statements: readonly Statement[]): string {
  return statements.length === 0 ? "[]" : `[\n${statements.map(formatStatement).join(",\n")}\n]`;
}

function formatStatement(statement: Statement): string {
  const members = Object.entries(statement).map(([key, value]) => `    ${JSON.stringify(key)}: ${formatList(value)}`);
  return `  {\n${members.join(",\n")}\n  }`;
}

/** A short list on one line, a long one an entry a line. */
function formatList(value: unknown): string {
  const one = JSON.stringify(value);
  if (!Array.isArray(value)) return one;
  const line = `[${value.map((entry) => JSON.stringify(entry)).join(", ")}]`;
  if (line.length <= 60) return line;
  return `[\n${value.map((entry) => `      ${JSON.stringify(entry)}`).join(",\n")}\n    ]`;
}
