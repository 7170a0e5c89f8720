/** The issuer at which members may sign in, and how Latchkey is known there. */
export type OidcConfig = {
  /** As it stands in the issuer's tokens, to the letter. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it: on the button, and in sentences. */
  readonly name: string;
  /** Whether everybody who comes from there counts as having shown a second factor. */
  readonly trustMfa: boolean;
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address can be an issuer's: https, or http on this machine, without query, fragment or credentials. */
export function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const guarded = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return guarded && username === "" && password === "";
}

/** Where an issuer describes itself (OpenID Connect Discovery 4). */
export function discoveryAddress(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

type Given = {
  readonly LATCHKEY_URL?: string | undefined;
  readonly LATCHKEY_OIDC_ISSUER?: string | undefined;
  readonly LATCHKEY_OIDC_CLIENT_ID?: string | undefined;
  readonly LATCHKEY_OIDC_CLIENT_SECRET?: string | undefined;
  readonly LATCHKEY_OIDC_NAME?: string | undefined;
  readonly LATCHKEY_OIDC_TRUST_MFA: boolean;
};

const NEEDED = ["LATCHKEY_OIDC_ISSUER", "LATCHKEY_OIDC_CLIENT_ID", "LATCHKEY_OIDC_CLIENT_SECRET"] as const;

/**
 * The issuer that the variables name together, undefined if they name none, or a sentence about what is missing. It takes
 * LATCHKEY_URL: the address that the issuer sends people back to must not follow a `Host` header.
 */
export function oidcOf(given: Given): OidcConfig | undefined | { readonly missing: string } {
  const { LATCHKEY_OIDC_ISSUER: issuer, LATCHKEY_OIDC_CLIENT_ID: clientId, LATCHKEY_OIDC_NAME: name } = given;
  const { LATCHKEY_OIDC_CLIENT_SECRET: clientSecret, LATCHKEY_OIDC_TRUST_MFA: trustMfa } = given;
  const begun = [issuer, clientId, clientSecret, name].some((value) => value !== undefined) || trustMfa;
  if (!begun) return undefined;
  const missing = NEEDED.find((variable) => given[variable] === undefined);
  if (missing !== undefined) return { missing: `${missing} is needed too: single sign-on takes ${listed(NEEDED)}.` };
  if (given.LATCHKEY_URL === undefined)
    return { missing: "LATCHKEY_URL is needed too: single sign-on has to know where the issuer sends people back to." };
  return {
    issuer: issuer ?? "",
    clientId: clientId ?? "",
    clientSecret: clientSecret ?? "",
    name: name ?? "single sign-on",
    trustMfa,
  };
}

const listed = (names: readonly string[]) => `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
