// Not held to the edge of a word: in a line of JSON the text before it may end in the letter of an escape.
const SECRET = /(lk[a-z]_)[0-9A-Za-z]{20,}/g;

/** Control characters, those that hide or reorder, and every kind of line break. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const PRIVATE = /^(authorization|(set-)?cookie|x-api-key|password(hash)?|token|secret|digest)$/i;

/** Whether what stands under a name is private, whatever it is (security 3.4). */
export const isPrivate = (name: string) => PRIVATE.test(name);

const DEPTH_MAX = 8;

/**
 * The one redaction before every sink: a text with every secret cut down to its prefix and last four, and with nothing that could
 * forge a line. A line of JSON stays one, since what it puts in place of a character is that character's escape.
 */
export function redact(text: string): string {
  return text
    .replace(SECRET, (secret, prefix: string) => `${prefix}***${secret.slice(-4)}`)
    .replace(CONTROL, (character) => character.split("").map(escaped).join(""));
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value without what is private by its name, in whatever case and however deep; errors stay as they are. */
export function withoutPrivate(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || value instanceof Error) return value;
  if (depth === DEPTH_MAX) return "***";
  if (Array.isArray(value)) return value.map((inner) => withoutPrivate(inner, depth + 1));
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    isPrivate(name) ? "***" : withoutPrivate(inner, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
