/** A request of any framework: Node, Express and Fastify have headers as an object, the web's `Request` as `Headers`. */
export type AnyRequest = {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
};

const LONGEST = 256;

/**
 * The secret that a request presents, as a bearer or bare; null if none. What no header of one secret can hold is
 * `malformed`: two of a kind, or one that is too long.
 */
export function presentedBy({ headers }: AnyRequest): { readonly secret: string } | "malformed" | null {
  const value = isHeaders(headers) ? headers.get("authorization") : headers["authorization"];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") return "malformed";
  const secret = /^bearer /i.test(value) ? value.slice("bearer ".length).trim() : value;
  return secret.length <= LONGEST && /^[\x21-\x7e]+$/.test(secret) ? { secret } : "malformed";
}

function isHeaders(headers: AnyRequest["headers"]): headers is Headers {
  return typeof (headers as Headers).get === "function";
}
