/** What React writes to make an element for a script; its text and address are set afterwards. */
const EMPTY_SCRIPT = "<script></script>";
const CHUNKS = "/_next/static/";

/** Whether a script may be fetched from there: from nowhere but the files that this very build came with. */
export function isOwnScript(address: string, base: string): boolean {
  if (!URL.canParse(address, base)) return false;
  const { origin, pathname, username, password } = new URL(address, base);
  return origin === new URL(base).origin && pathname.startsWith(CHUNKS) && username === "" && password === "";
}

/** Whether a text may be drawn as HTML: none may, but for what React makes an empty script of. */
export const isOwnMarkup = (text: string): boolean => text === EMPTY_SCRIPT;
