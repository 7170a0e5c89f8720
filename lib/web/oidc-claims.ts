import { z } from "zod";
import type { OidcConfig } from "@/lib/config/oidc";
import { emailInput } from "@/lib/members/input";
import type { IssuersWord } from "@/lib/members/sign-in-by-issuer";

const claims = z.object({
  iss: z.string().max(500),
  sub: z.string().min(1).max(255), // the longest that OpenID Connect Core 2 allows
  email: z.string().max(1000).nullish().catch(null),
  email_verified: z.boolean().nullish().catch(null), // "true", which some issuers send, is a text and no yes
  amr: z.array(z.string().max(100)).max(50).catch([]),
  acr: z.string().max(500).nullish().catch(null),
  iat: z.number(), // the client has seen to it
  auth_time: z.int().min(1).nullish().catch(null),
});

/** Classes of authentication that take more than one factor: of OpenID's EAP, of REFEDS, and of PAPE. */
const SEVERAL_FACTORS: ReadonlySet<unknown> = new Set([
  "phr",
  "phrh",
  "https://refeds.org/profile/mfa",
  "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
]);

/**
 * What an issuer says of somebody, as far as it counts here: null if it is no word of `issuer` at all. An address counts only where it
 * is one, and the issuer says that it was verified; a second factor by the methods (`amr` of RFC 8176) or the class (`acr`) that it names.
 */
export function issuersWord(
  given: unknown,
  { issuer, trustMfa }: Pick<OidcConfig, "issuer" | "trustMfa">,
): IssuersWord | null {
  const parsed = claims.safeParse(given);
  if (!parsed.success || parsed.data.iss !== issuer) return null;
  const { sub, email, email_verified, amr, acr, auth_time, iat } = parsed.data;
  const address = emailInput.safeParse(email);
  return {
    issuer,
    subject: sub,
    verifiedEmail: email_verified === true && address.success ? address.data : null,
    saidAt: iat * 1000,
    authenticatedAt: typeof auth_time === "number" ? auth_time * 1000 : null,
    secondFactor: trustMfa || amr.includes("mfa") || SEVERAL_FACTORS.has(acr),
  };
}
