import { fold } from "@/lib/policy/fold";
import { PARTS_MAX } from "./limits";

/** One part of a path pattern: these letters, or any part, under a name or none. */
export type Part =
  | { readonly exact: string; readonly folded: string }
  | { readonly exact: null; readonly name: string | null };

/** A path pattern that was read; `open` if any number of further parts may follow. */
export type PathPattern = { readonly parts: readonly Part[]; readonly open: boolean };

const LITERAL = /^[A-Za-z0-9._~!$&'()+,=:@-]+$/;
const CAPTURE = /^\{([a-z][A-Za-z0-9]{0,31})\}$/;

/** Reads a path pattern, or says in a sentence why it is none. A slash at the end makes no difference. */
export function readPattern(text: string): PathPattern | string {
  if (!text.startsWith("/")) return "Begin the path with a slash.";
  const trimmed = text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text;
  const words = trimmed === "/" ? [] : trimmed.slice(1).split("/");
  const open = words.at(-1) === "**";
  const parts: Part[] = [];
  for (const word of open ? words.slice(0, -1) : words) {
    const part = partOf(word);
    if (typeof part === "string") return part;
    parts.push(part);
  }
  if (parts.length > PARTS_MAX) return `Use at most ${PARTS_MAX} parts.`;
  const names = namesOf({ parts, open });
  const twice = names.find((name, at) => names.indexOf(name) < at);
  return twice === undefined ? { parts, open } : `{${twice}} is there twice.`;
}

/** The names that a pattern gives to parts. */
export const namesOf = ({ parts }: PathPattern): readonly string[] =>
  parts.flatMap((part) => (part.exact === null && part.name !== null ? [part.name] : []));

function partOf(word: string): Part | string {
  if (word === "*") return { exact: null, name: null };
  const name = CAPTURE.exec(word)?.[1];
  if (name !== undefined) return { exact: null, name };
  if (word === "") return "Leave out the empty part: no request with // is let through.";
  if (word === "**") return "Write ** at the end only.";
  if (word === "." || word === "..") return "Leave out . and ..: no request with them is let through.";
  if (word.includes("%")) return "Write {name} or * for a part with %: rules are held against what it stands for.";
  if (!LITERAL.test(word))
    return "Use letters, digits and - . _ ~ in a part, or a whole part as {name}, * or, at the end, **.";
  return { exact: word, folded: fold(word) };
}
