const SECRET = /\b(lk[a-z]_)[0-9A-Za-z]{20,}/g;

const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

/** A text with every secret cut down to its prefix and last four, and with nothing that could forge a line. */
export function redact(text: string): string {
  return text
    .replace(SECRET, (secret, prefix: string) => `${prefix}***${secret.slice(-4)}`)
    .replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
