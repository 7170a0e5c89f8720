/** A client's id and secret as it sent them; the id is null where only a secret was. */
export type ClientCredentials = { readonly id: string | null; readonly secret: string };

/**
 * How a client of an OAuth endpoint names itself: HTTP Basic, the form's `client_id` and `client_secret`, or a bearer.
 * `none` if it does not; `twice` if in two ways at once, which RFC 6749 section 2.3 forbids.
 */
export function clientCredentials(
  authorization: string | undefined,
  form = new URLSearchParams(),
): ClientCredentials | "none" | "twice" | "malformed" {
  const secret = form.get("client_secret");
  if (!authorization) return secret === null ? "none" : { id: form.get("client_id"), secret };
  if (secret !== null) return "twice";
  const [scheme = "", value = ""] = authorization.split(/ +/, 2);
  if (/^bearer$/i.test(scheme)) return { id: null, secret: value };
  return /^basic$/i.test(scheme) ? basic(value) : "malformed";
}

/** Some clients form-encode both parts, as RFC 6749 says, some send them raw: ours are letters and digits, so both read alike. */
function basic(value: string): ClientCredentials | "malformed" {
  const text = Buffer.from(value, "base64").toString("utf8");
  const at = text.indexOf(":");
  if (at < 0) return "malformed";
  try {
    return { id: decoded(text.slice(0, at)), secret: decoded(text.slice(at + 1)) };
  } catch {
    return "malformed";
  }
}

const decoded = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
