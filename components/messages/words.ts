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
