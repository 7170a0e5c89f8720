import { isPrivate, redact } from "@/lib/core/redact";

/**
 * A value without secrets: every text goes through the one redaction, and a text or bytes under a name that promises a
 * secret are dropped whatever they hold (security 3.4, invariant I28).
 */
export function redactDetails(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(redactDetails);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactMember(key, inner)]));
}

function redactMember(key: string, value: unknown): unknown {
  const bare = typeof value === "string" || value instanceof Uint8Array;
  return bare && isPrivate(key) ? "***" : redactDetails(value);
}

/** A text without secrets. Unlike in a line of a log, its own lines may stay. */
export function redactText(text: string): string {
  return text
    .split(/([\r\n\t]+)/)
    .map((part, index) => (index % 2 === 0 ? redact(part) : part))
    .join("");
}
