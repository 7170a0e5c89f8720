/** One level of a resource specifier as it is written: `env/production;critical` (semantics 3.2). */
export type Level = {
  readonly type: string;
  /** Null where the type has no name at all, like `acct`. */
  readonly name: string | null;
  /** Tags, `view:key` and single properties like `{critical:true}`: all must hold. */
  readonly selectors: readonly string[];
};

/** The levels of a specifier or pattern. It never fails: what is not understood is taken as it stands. */
export function levelsOf(specifier: string): readonly Level[] {
  return split(specifier, ":").reduce<Level[]>((levels, part) => {
    // `;view:key` holds the one colon outside braces that ends no level.
    const last = levels.at(-1);
    if (last?.selectors.at(-1) === "view") {
      levels[levels.length - 1] = {
        ...last,
        selectors: [...last.selectors.slice(0, -1), ...selectorsOf(`view:${part}`)],
      };
      return levels;
    }
    const [whole = "", ...selectors] = split(part, ";");
    const head = levels.length > 0 && whole.startsWith("/") ? whole.slice(1) : whole; // the stray slash of old documents (semantics 3.2)
    const slash = head.indexOf("/");
    levels.push({
      type: slash < 0 ? head : head.slice(0, slash),
      name: slash < 0 ? null : head.slice(slash + 1),
      selectors: selectors.flatMap(selectorsOf),
    });
    return levels;
  }, []);
}

/** Levels as a specifier again. */
export function specifierOf(levels: readonly Level[]): string {
  return levels
    .map(({ type, name, selectors }) => [name === null ? type : `${type}/${name}`, ...selectors].join(";"))
    .join(":");
}

/** The types of a specifier without its names: `proj:env:flag`, which is what a kind of resource is known by. */
export function typePathOf(specifier: string): string {
  return levelsOf(specifier)
    .map(({ type }) => type)
    .join(":");
}

/** `a,b` → a, b; `{x:1,y:2}` → {x:1}, {y:2}: commas mean "and" in both. */
function selectorsOf(text: string): readonly string[] {
  return text.startsWith("{") && text.endsWith("}")
    ? text
        .slice(1, -1)
        .split(",")
        .map((property) => `{${property.trim()}}`)
    : text.split(",").map((tag) => tag.trim());
}

/** Splits where no brace is open: `{critical:true}` and `${roleAttribute/key}` stay whole. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}") depth--;
    else if (text[i] === separator && depth <= 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}
