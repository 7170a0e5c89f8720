import { fold } from "./fold";

/** What a name, a tag or an action must look like: one of some texts, or pieces between `*`, in order. */
export type TextPattern = {
  readonly literal: string | null;
  readonly values: ReadonlySet<string> | null;
  readonly prefix: string;
  readonly middles: readonly string[];
  readonly suffix: string;
  /** The length of all pieces together: nothing shorter can be covered. */
  readonly least: number;
};

/** Reads a pattern in which `*` stands for any run of characters, also for none. Loose patterns cover folded texts. */
export function readGlob(pattern: string, loose = false): TextPattern {
  // Folded piece by piece, so that no letter folds into a `*`.
  const pieces = pattern.split("*").map((piece) => (loose ? fold(piece) : piece));
  const [prefix = "", ...rest] = pieces;
  const suffix = rest.pop();
  if (suffix === undefined) return { ...NO_PIECES, literal: prefix };
  const middles = rest.filter((piece) => piece !== "");
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { literal: null, values: null, prefix, middles, suffix, least };
}

const NO_PIECES = { values: null, prefix: "", middles: [], suffix: "", least: 0 };

/** The pattern of any one of these texts, each taken literally (ruling R5). */
export function readValues(values: readonly string[], loose: boolean): TextPattern {
  return { ...NO_PIECES, literal: null, values: new Set(loose ? values.map(fold) : values) };
}

/**
 * Whether a pattern covers the whole of a text. Each piece is taken where it first fits, which never has to be taken
 * back: one pass over the text, whatever the pattern.
 */
export function coversText(pattern: TextPattern, text: string): boolean {
  if (pattern.literal !== null) return pattern.literal === text;
  if (pattern.values !== null) return pattern.values.has(text);
  const { prefix, middles, suffix, least } = pattern;
  if (text.length < least || !text.startsWith(prefix) || !text.endsWith(suffix)) return false;
  let at = prefix.length;
  for (const piece of middles) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - suffix.length;
}

/** Whether a pattern with `*` for any run of characters covers the whole of a text. Case-sensitive. */
export function matchesGlob(pattern: string, text: string): boolean {
  return coversText(readGlob(pattern), text);
}
