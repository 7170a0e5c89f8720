/** Where something stands in a text: from its first character to after its last. */
export type Place = { readonly from: number; readonly to: number };

/** A text read as JSON: its value with the place of each part by JSON Pointer, or where it stops being JSON. */
export type ReadJson =
  | { readonly ok: true; readonly value: unknown; readonly places: ReadonlyMap<string, Place> }
  | { readonly ok: false; readonly at: number; readonly line: number; readonly column: number };

/** Reads a text as JSON. What it means is the browser's own reading; this only adds the places. */
export function readJson(text: string): ReadJson {
  const places = new Map<string, Place>();
  const end = scan(text, places);
  if (end >= 0) return { ok: false, at: end, ...lineAndColumn(text, end) };
  try {
    return { ok: true, value: JSON.parse(text), places };
  } catch {
    return { ok: false, at: 0, line: 1, column: 1 };
  }
}

/** The place of a part, or of the nearest part that holds it. */
export function placeOf(places: ReadonlyMap<string, Place>, pointer: string): Place {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = places.get(at);
    if (place) return place;
    if (at === "") return { from: 0, to: 0 };
  }
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const SCALAR =
  /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;
const DEEPEST = 100;

/** Notes the place of each part; answers with where the text goes wrong, or -1. */
function scan(text: string, places: Map<string, Place>): number {
  let at = 0;
  const skip = () => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
  };
  const take = (sign: string): boolean => {
    skip();
    if (text[at] !== sign) return false;
    at++;
    return true;
  };
  const scalar = (): string | null => {
    SCALAR.lastIndex = at;
    const found = SCALAR.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const value = (pointer: string, depth: number): boolean => {
    skip();
    const from = at;
    const open = text[at];
    const read = open === "{" || open === "[" ? inside(open === "{", pointer, depth) : scalar() !== null;
    if (read) places.set(pointer, { from, to: at });
    return read;
  };
  const inside = (isObject: boolean, pointer: string, depth: number): boolean => {
    if (depth > DEEPEST) return false;
    at++;
    const close = isObject ? "}" : "]";
    if (take(close)) return true;
    for (let index = 0; ; index++) {
      let key = String(index);
      if (isObject) {
        skip();
        const name = text[at] === '"' ? scalar() : null;
        if (name === null || !take(":")) return false;
        key = String(JSON.parse(name)).replaceAll("~", "~0").replaceAll("/", "~1");
      }
      if (!value(`${pointer}/${key}`, depth + 1)) return false;
      if (take(close)) return true;
      if (!take(",")) return false;
    }
  };
  if (!value("", 0)) return at;
  skip();
  return at === text.length ? -1 : at;
}
