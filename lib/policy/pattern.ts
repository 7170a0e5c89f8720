import { fold } from "./fold";
import { sharing } from "./sharing";

/** What a name, a tag or an action must look like: anything, one of some texts, or pieces between `*`, in order. */
export type TextPattern = {
  readonly kind: "any" | "literal" | "values" | "prefix" | "pieces";
  readonly literal: string;
  readonly values: ReadonlySet<string> | null;
  readonly prefix: string;
  readonly middles: readonly string[];
  readonly suffix: string;
  /** The length of all pieces together: nothing shorter can be covered. */
  readonly least: number;
};

const BLANK: TextPattern = { kind: "any", literal: "", values: null, prefix: "", middles: [], suffix: "", least: 0 };

/** Reads a pattern in which `*` stands for any run of characters, also for none. Loose patterns cover folded texts. */
export function readGlob(pattern: string, loose = false): TextPattern {
  return shared(`${loose}${pattern}`, () => readAnew(pattern, loose));
}

const shared = sharing<TextPattern>();

function readAnew(pattern: string, loose: boolean): TextPattern {
  if (pattern === "*") return BLANK;
  // Folded piece by piece, so that no letter folds into a `*`.
  const pieces = pattern.split("*").map((piece) => (loose ? fold(piece) : piece));
  const [prefix = "", ...rest] = pieces;
  const suffix = rest.pop();
  if (suffix === undefined) return { ...BLANK, kind: "literal", literal: prefix };
  const middles = rest.filter((piece) => piece !== "");
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { ...BLANK, kind: least === prefix.length ? "prefix" : "pieces", prefix, middles, suffix, least };
}

/** The pattern of any one of these texts, each taken literally (ruling R5). */
export function readValues(values: readonly string[], loose: boolean): TextPattern {
  return { ...BLANK, kind: "values", values: new Set(loose ? values.map(fold) : values) };
}

/** Whether a pattern covers the whole of a text. */
export function coversText(pattern: TextPattern, text: string): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "literal":
      return pattern.literal === text;
    case "values":
      return pattern.values?.has(text) === true;
    case "prefix":
      return text.startsWith(pattern.prefix);
    case "pieces":
      return coversPieces(pattern, text);
  }
}

/** Each piece is taken where it first fits, which never has to be taken back: one pass, whatever the pattern. */
function coversPieces({ prefix, middles, suffix, least }: TextPattern, text: string): boolean {
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
