import type { CookiesOptions } from "next-auth";

const FLOW_SECONDS = 10 * 60; // so long somebody may take at the issuer

const named = (what: string, secure: boolean) => `${secure ? "__Host-" : ""}latchkey.${what}`;

/** Every cookie of next-auth's but the session's, with names and flags of the same kind as that one's (security 3.9). */
export function otherCookies(secure: boolean) {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  const flow = { ...options, maxAge: FLOW_SECONDS };
  return {
    callbackUrl: { name: named("callback-url", secure), options },
    csrfToken: { name: named("csrf", secure), options },
    pkceCodeVerifier: { name: named("pkce", secure), options: flow },
    state: { name: named("state", secure), options: flow },
    nonce: { name: named("nonce", secure), options: flow },
  } satisfies Partial<CookiesOptions>;
}

/** What ends the cookies of one way to the issuer and back: each is good for one try, however it ends. */
export function endFlow(secure: boolean): string[] {
  const { pkceCodeVerifier, state, nonce } = otherCookies(secure);
  const flags = `Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return [pkceCodeVerifier, state, nonce].map(({ name }) => `${name}=; ${flags}`);
}
