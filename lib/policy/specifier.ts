/** One level of a resource specifier as it is written: `type/name;tag,tag;{key:value};view:key` (semantics 3.2). */
export type Level = {
  readonly type: string;
  /** Empty for a level that is a type alone, such as `acct`. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly views: readonly string[];
  /** Each as `key:value`. */
  readonly properties: readonly string[];
};

type Cursor = { readonly text: string; at: number };
type Selectors = { tags: string[]; views: string[]; properties: string[] };

const [COLON, SEMICOLON, SLASH, BRACE] = [58, 59, 47, 123] as const; // character codes
const VIEW = "view:";
const NOTHING: readonly string[] = [];
const TAG = /^[\p{L}\p{N}._*-]+$/u;
const PLACEHOLDER = /^\$\{roleAttribute\/([^{}$:;,/]+)\}$/;

/** The attribute key of a text that is one whole placeholder, and nothing beside it (ruling R5). */
export function placeholderKey(text: string): string | null {
  return text.startsWith("${") ? (PLACEHOLDER.exec(text)?.[1] ?? null) : null;
}

/**
 * Reads a specifier into its levels; null if it cannot be read: an empty part, an unclosed brace, a tag of other
 * characters. A slash after a colon is ignored where that is asked for, as old documents have it (semantics 3.2).
 */
export function readSpecifier(text: string, strayIgnored: boolean): readonly Level[] | null {
  const cursor = { text, at: 0 };
  const levels: Level[] = [];
  do {
    if (strayIgnored && levels.length > 0) takes(cursor, SLASH);
    const level = readLevel(cursor);
    if (level === null) return null;
    levels.push(level);
  } while (takes(cursor, COLON));
  return cursor.at === text.length ? levels : null;
}

function readLevel(cursor: Cursor): Level | null {
  const head = takeWord(cursor);
  const slash = head.indexOf("/");
  const type = slash < 0 ? head : head.slice(0, slash);
  const name = slash < 0 ? "" : head.slice(slash + 1);
  if (type === "" || type.includes("${") || (slash >= 0 && name === "")) return null;
  if (cursor.text.charCodeAt(cursor.at) !== SEMICOLON) {
    return { type, name, tags: NOTHING, views: NOTHING, properties: NOTHING };
  }
  const into: Selectors = { tags: [], views: [], properties: [] };
  while (takes(cursor, SEMICOLON)) if (!readSelector(cursor, into)) return null;
  return { type, name, tags: into.tags, views: into.views, properties: into.properties };
}

function readSelector(cursor: Cursor, into: Selectors): boolean {
  if (takes(cursor, BRACE)) {
    const close = cursor.text.indexOf("}", cursor.at);
    if (close < 0) return false;
    const inside = cursor.text.slice(cursor.at, close);
    cursor.at = close + 1;
    return !inside.includes("{") && inside.split(",").every((text) => readProperty(text, into));
  }
  if (cursor.text.startsWith(VIEW, cursor.at)) {
    cursor.at += VIEW.length;
    const view = takeWord(cursor);
    into.views.push(view);
    // `view:env/x` would be a tag called view and a further level: neither reading is safe.
    return view !== "" && (placeholderKey(view) !== null || !view.includes("/"));
  }
  const tags = takeWord(cursor).split(",");
  into.tags.push(...tags);
  return tags.every((tag) => TAG.test(tag));
}

function readProperty(text: string, into: Selectors): boolean {
  const colon = text.indexOf(":");
  const [key, value] = [text.slice(0, Math.max(colon, 0)).trim(), text.slice(colon + 1).trim()];
  into.properties.push(`${key}:${value}`);
  return key !== "" && value !== "";
}

function takes(cursor: Cursor, code: number): boolean {
  if (cursor.text.charCodeAt(cursor.at) !== code) return false;
  cursor.at++;
  return true;
}

/** What comes before the next colon or semicolon. */
function takeWord(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === COLON || code === SEMICOLON) break;
  }
  cursor.at = end;
  return text.slice(at, end);
}
