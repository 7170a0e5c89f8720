/**
 * A JSON value in the one way of writing it that RFC 8785 knows: members in the order of their names' UTF-16 units, no spaces.
 * Half of a surrogate pair is written as U+FFFD, which is what any encoding to UTF-8 makes of it.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.toWellFormed());
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value instanceof Date) return canonicalJson(value.toJSON());
  let members = "";
  for (const name of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[name];
    if (inner !== undefined) members += `${members && ","}${canonicalJson(name)}:${canonicalJson(inner)}`;
  }
  return `{${members}}`;
}
