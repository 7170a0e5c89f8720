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

// A placeholder's slash and colon are its own; `[^{}]` keeps an unclosed one from being scanned twice.
const HEAD = /(?:\$\{[^{}]*\}|[^:;])+/y;
const VIEW = /view:((?:\$\{[^{}]*\}|[^:;])+)/y;
const PROPERTIES = /\{([^{}]*)\}/y;
const COLON = /:/y;
const SEMICOLON = /;/y;
const STRAY_SLASH = /\//y;
const TAG = /^[\p{L}\p{N}._*-]+$/u;
const PLACEHOLDER = /^\$\{roleAttribute\/([^{}$]+)\}$/;

/** The attribute key of a text that is one whole placeholder, and nothing beside it (ruling R5). */
export function placeholderKey(text: string): string | null {
  return PLACEHOLDER.exec(text)?.[1] ?? null;
}

/**
 * Reads a specifier into its levels; null if it cannot be read: an empty part, an unclosed brace, a tag of other
 * characters. A slash after a colon is ignored where that is asked for, as old documents have it (semantics 3.2).
 */
export function readSpecifier(text: string, strayIgnored: boolean): readonly Level[] | null {
  const cursor = { text, at: 0 };
  const levels: Level[] = [];
  do {
    if (strayIgnored && levels.length > 0) take(cursor, STRAY_SLASH);
    const level = readLevel(cursor);
    if (level === null) return null;
    levels.push(level);
  } while (take(cursor, COLON));
  return cursor.at === text.length ? levels : null;
}

function readLevel(cursor: Cursor): Level | null {
  const head = take(cursor, HEAD)?.[0] ?? "";
  const slash = head.indexOf("/");
  const type = slash < 0 ? head : head.slice(0, slash);
  const name = slash < 0 ? "" : head.slice(slash + 1);
  if (type === "" || type.includes("${") || (slash >= 0 && name === "")) return null;
  const selectors: Selectors = { tags: [], views: [], properties: [] };
  while (take(cursor, SEMICOLON)) if (!readSelector(cursor, selectors)) return null;
  return { type, name, ...selectors };
}

function readSelector(cursor: Cursor, into: Selectors): boolean {
  const properties = take(cursor, PROPERTIES);
  if (properties) return (properties[1] ?? "").split(",").every((text) => readProperty(text, into));
  const view = take(cursor, VIEW)?.[1];
  if (view !== undefined) {
    into.views.push(view);
    // `view:env/x` would be a tag called view and a further level: neither reading is safe.
    return placeholderKey(view) !== null || !view.includes("/");
  }
  const tags = (take(cursor, HEAD)?.[0] ?? "").split(",");
  into.tags.push(...tags);
  return tags.every((tag) => TAG.test(tag));
}

function readProperty(text: string, into: Selectors): boolean {
  const colon = text.indexOf(":");
  const [key, value] = [text.slice(0, Math.max(colon, 0)).trim(), text.slice(colon + 1).trim()];
  into.properties.push(`${key}:${value}`);
  return key !== "" && value !== "";
}

function take(cursor: Cursor, token: RegExp): RegExpExecArray | null {
  token.lastIndex = cursor.at;
  const found = token.exec(cursor.text);
  if (found) cursor.at = token.lastIndex;
  return found;
}
