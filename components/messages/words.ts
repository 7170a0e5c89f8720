/** How a number changes the words around it. */
export function plural(count: number, one: string, other: string): string {
  return (count === 1 ? one : other).replace("#", count.toLocaleString("en"));
}

/** "a" or "an". */
export function article(word: string): string {
  return /^[AEIOU]/.test(word) ? "an" : "a";
}

/** "Writer, Admin and Owner". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "Priya Shah, Tomás Ruiz or Mo Chen". */
export function orListed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** "Flags" within a sentence is "flags"; "AI configs" stays. */
export function lower(word: string): string {
  return /^[A-Z]{2}/.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);
}

/** A word at the beginning of a sentence. */
export function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
