// Control characters, halves of characters, bidirectional overrides and zero-width characters: they can make one text look like another.
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const SECRET = /\blk[psxgi]_[0-9A-Za-z]{43}[0-4][0-9A-Za-z]{5}\b/;

/** Whether a text is free of characters that hide or reorder (security 3.8). */
export function isPlainText(text: string): boolean {
  return !HIDDEN.test(text);
}

/** Whether a text holds something of the form of a secret (security 3.1's scanner expression). */
export function looksLikeSecret(text: string): boolean {
  return SECRET.test(text);
}

/** A text as a pattern of SQL's `like` that matches nothing but itself. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, (special) => `\\${special}`);
}

const SHORT = /^[\p{L}\p{N}]{1,2}$/u;

/**
 * A fragment as a pattern over text that trigram indexes hold: lower case, led by a space, and its marks (`-_./:@`) as spaces.
 * One or two letters are no trigram: they are looked for where words begin.
 */
export function fragmentPattern(q: string): string {
  const text = literally(q.toLowerCase().replace(/[-_./:@]/g, " "));
  return SHORT.test(q) ? `% ${text}%` : `%${text}%`;
}

/** The first secret in a text as it may be shown: its type prefix and last four characters; null if there is none. */
export function secretMark(text: string): string | null {
  const [secret] = SECRET.exec(text) ?? [];
  return secret === undefined ? null : `${secret.slice(0, 3)}_…${secret.slice(-4)}`;
}
