import "server-only";
import type { Profile } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { discoveryAddress, type OidcConfig } from "@/lib/config/oidc";

/** The part of our addresses by which next-auth knows the issuer. */
export const OIDC = "oidc";

const OF_THE_CODE_FLOW: ReadonlySet<string> = new Set(["code", "state", "iss"]);
const SILENT_MS = 5_000; // an issuer that says nothing for that long has not answered

/**
 * The issuer for next-auth: the code flow alone, with PKCE, state and nonce. The id token's signature, issuer, audience, times and nonce
 * are checked by the client that it brings; signed with RS256, which every issuer knows, and in no other way. `anew` has the issuer ask
 * them to sign in there even if they are, and say when they did (OpenID Connect Core 3.1.2.1).
 */
export function oidcProvider(
  { issuer, clientId, clientSecret, name }: OidcConfig,
  { anew }: { readonly anew: boolean },
): OAuthConfig<Profile> {
  return {
    id: OIDC,
    name,
    type: "oauth",
    wellKnown: discoveryAddress(issuer),
    issuer,
    clientId,
    clientSecret,
    authorization: { params: { scope: "openid email", ...(anew && { prompt: "login", max_age: 0 }) } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: SILENT_MS },
    token: {
      // Of what came with the address only what belongs to the code flow: by itself the client would take a token from there too.
      request: async ({ params, checks, client, provider }) => {
        const given = Object.fromEntries(Object.entries(params).filter(([name]) => OF_THE_CODE_FLOW.has(name)));
        const tokens = await client.callback(provider.callbackUrl, given, { ...checks, response_type: "code" });
        return { tokens };
      },
    },
    userinfo: {
      // Many issuers keep the address out of the id token; who it is about is checked against that by the client.
      request: async ({ tokens, client }) => {
        const checked = tokens as Extract<Parameters<typeof client.userinfo>[0], object>; // the client's own, from above
        const claims = checked.claims();
        if (claims.email !== undefined || checked.access_token === undefined) return claims;
        const { email, email_verified } = await client.userinfo(checked);
        return { ...claims, email, email_verified } as Profile;
      },
    },
    profile: (claims) => ({ id: String(claims.sub), sid: "" }), // the session's id comes with the session
  };
}
