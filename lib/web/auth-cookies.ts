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

/** The cookie of ours that goes along where somebody proves again who they are: next-auth does not know it. */
export const proofCookie = (secure: boolean) => named("proof", secure);

const FLAGS = "Path=/; HttpOnly; SameSite=Lax";

/** What begins that cookie, or ends it where there is nothing to keep. */
export function setProof(value: string | null, secure: boolean): string {
  const age = value === null ? 0 : FLOW_SECONDS;
  return `${proofCookie(secure)}=${value ?? ""}; Max-Age=${age}; ${FLAGS}${secure ? "; Secure" : ""}`;
}

/** What ends the cookies of one way to the issuer and back: each is good for one try, however it ends. */
export function endFlow(secure: boolean): string[] {
  const { pkceCodeVerifier, state, nonce } = otherCookies(secure);
  const ended = [pkceCodeVerifier, state, nonce].map(
    ({ name }) => `${name}=; Max-Age=0; ${FLAGS}${secure ? "; Secure" : ""}`,
  );
  return [...ended, setProof(null, secure)];
}
