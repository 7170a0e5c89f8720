const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const [LIST, END_OF_LIST] = [91, 93];
const [OBJECT, END_OF_OBJECT] = [123, 125];

/**
 * The first member that stands twice in one object of a JSON text, or null. The text has been parsed already: this only
 * looks at what the parser does not tell, in one pass.
 */
export function duplicateKey(json: string): string | null {
  const open: (Set<string> | null)[] = []; // for every object the members seen, null for a list
  let expectsKey = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(json, at + 1);
      const seen = expectsKey ? open.at(-1) : null;
      if (seen) {
        const key = nameOf(json.slice(at + 1, end));
        if (seen.has(key)) return key;
        seen.add(key);
      }
      at = end;
    } else if (code === OBJECT) open.push(new Set());
    else if (code === LIST) open.push(null);
    else if (code === END_OF_OBJECT || code === END_OF_LIST) open.pop();
    if (code === OBJECT || code === COMMA) expectsKey = true;
    else if (code === COLON || code === LIST) expectsKey = false;
  }
  return null;
}

/** Where the text that begins there ends: at the first quote that is not escaped. */
function endOfText(json: string, start: number): number {
  let at = start;
  for (; json.charCodeAt(at) !== QUOTE; at++) if (json.charCodeAt(at) === BACKSLASH) at++;
  return at;
}

const nameOf = (written: string): string => (written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written);
