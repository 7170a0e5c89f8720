import { isPlainText } from "@/lib/core/text";
import { PARTS_MAX, PATH_MAX, URI_MAX } from "./limits";

/** A request to somebody's service, as its proxy tells of it; what it did not tell is null. */
export type Told = { readonly method: string | null; readonly host: string | null; readonly uri: string | null };

/** The request, read: what rules are held against. */
export type Target = {
  readonly method: string;
  readonly host: string | null;
  /** The parts of the path, decoded. */
  readonly parts: readonly string[];
};

/** Why it could not be read: the proxy did not say what it is, or a service could read it otherwise than we do. */
export type Unread = "request-unnamed" | "path-ambiguous";

const METHOD = /^[A-Z][A-Z-]{0,31}$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/;
const VISIBLE = /^[!-~]+$/;
/** What may stand in a path as it is; `;` may not, since it begins a parameter for some servers and belongs to a name for others. */
const WRITTEN = /^[A-Za-z0-9._~!$&'()*+,=:@%/-]+$/;
/** Encoded, these mean one thing to whom decodes and another to whom does not: / \ ; % ? # and what controls. */
const HIDDEN = /%(?:2f|5c|3b|25|3f|23|[01][0-9a-f]|7f|(?![0-9a-f]{2}))/i;

/**
 * Reads what a proxy tells of a request. Nothing is tidied up: a path that servers are known to read in different ways
 * (`//`, `..`, `%2f`, `;`, a NUL, what is no UTF-8) is refused, since a rule would be held against one reading and the
 * service would serve another (security 3.14).
 */
export function readTarget({ method, host, uri }: Told): Target | Unread {
  if (method === null || uri === null || !METHOD.test(method)) return "request-unnamed";
  if (uri.length > URI_MAX || !VISIBLE.test(uri)) return "path-ambiguous";
  const end = uri.indexOf("?");
  const parts = readPath(end < 0 ? uri : uri.slice(0, end));
  const named = host === null ? null : readHost(host);
  if (parts === null || (host !== null && named === null)) return "path-ambiguous";
  return { method, host: named, parts };
}

function readPath(path: string): readonly string[] | null {
  if (path === "/") return [];
  if (!path.startsWith("/") || path.length > PATH_MAX || !WRITTEN.test(path)) return null;
  const decoded = path.includes("%") ? decode(path) : path;
  if (decoded === null) return null;
  // Many services take a slash at the end for nothing, so that a rule must not depend on it.
  const parts = (decoded.endsWith("/") ? decoded.slice(1, -1) : decoded.slice(1)).split("/");
  return parts.length > PARTS_MAX || parts.some(isStep) ? null : parts;
}

const isStep = (part: string) => part === "" || part === "." || part === "..";

function decode(path: string): string | null {
  if (HIDDEN.test(path)) return null;
  try {
    const decoded = decodeURIComponent(path); // throws where it is no UTF-8
    return isPlainText(decoded) && decoded.normalize("NFC") === decoded ? decoded : null;
  } catch {
    return null;
  }
}

/** A host without its port and a dot at its end; null if it is no single host by name or IPv4 address. */
function readHost(text: string): string | null {
  const host = text
    .toLowerCase()
    .replace(/:\d{1,5}$/, "")
    .replace(/\.$/, "");
  return host.length <= 253 && HOST.test(host) ? host : null;
}
