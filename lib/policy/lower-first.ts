/** A label as it stands inside a sentence: "Flags" → "flags", but "AI configs" stays. */
export const lowerFirst = (text: string): string =>
  /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
