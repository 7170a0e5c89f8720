// Characters that hide, reorder or break lines, and halves of characters: they can make one text look like another. Those that say
// how a picture is drawn are none of them where they follow one.
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u;
const DRAWN_AS = /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/gu;
// Without edges of words, since a secret is one whatever it is glued to.
const SECRET = /lk[psxgi]_[0-9A-Za-z]{43}[0-4][0-9A-Za-z]{5}/;

/** Whether a text is free of characters that hide or reorder (security 3.8). */
export function isPlainText(text: string): boolean {
  return !HIDDEN.test(text) || !HIDDEN.test(text.replace(DRAWN_AS, ""));
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
