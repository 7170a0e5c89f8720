import { type RawAnswer, raw } from "./raw";
import { serverOrigin } from "./server";

type Asked = {
  readonly cookie?: string;
  readonly origin?: string;
  readonly own?: string;
  readonly callbackUrl?: string;
};

/** The cookies that an answer sets, by their names: the whole line of each. */
export function cookiesOf({ headers }: RawAnswer): Record<string, string> {
  const lines = headers["set-cookie"] ?? [];
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line]));
}

/** What a browser would send back of them, on top of what it sent. */
export function kept(cookie: string, answer: RawAnswer): string {
  const jar = new Map(cookie.split("; ").flatMap((pair) => (pair ? [[pair.split("=", 1)[0], pair] as const] : [])));
  for (const [name, line] of Object.entries(cookiesOf(answer))) jar.set(name, line.split(";", 1)[0] ?? "");
  return [...jar.values()].join("; ");
}

/**
 * A request to sign in or out as our own pages send it, without a browser: with the proof against forgery, whose cookie it
 * takes along. `origin` is where the server listens, `own` what it takes itself to be.
 */
export async function post(
  path: string,
  fields: Readonly<Record<string, string>>,
  { cookie = "", origin = serverOrigin(), own = origin }: Asked = {},
): Promise<{ answer: RawAnswer; cookie: string }> {
  const csrf = await raw("GET", "/api/auth/csrf", { cookie }, undefined, origin);
  const jar = kept(cookie, csrf);
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const answer = await raw(
    "POST",
    path,
    { cookie: jar, origin: own, "content-type": "application/x-www-form-urlencoded" },
    new URLSearchParams({ csrfToken, json: "true", ...fields }).toString(),
    origin,
  );
  return { answer, cookie: kept(jar, answer) };
}

/** Signs somebody in, in a browser that had these cookies. */
export function enter(person: { readonly email: string; readonly password: string }, asked: Asked = {}) {
  const { email, password } = person;
  return post("/api/auth/callback/credentials", { email, password, callbackUrl: asked.callbackUrl ?? "/" }, asked);
}
