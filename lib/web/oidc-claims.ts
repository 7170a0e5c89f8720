import { z } from "zod";
import { emailInput } from "@/lib/members/input";
import type { IssuersWord } from "@/lib/members/sign-in-by-issuer";

const claims = z.object({
  iss: z.string().max(500),
  sub: z.string().min(1).max(255), // the longest that OpenID Connect Core 2 allows
  email: z.string().max(1000).nullish().catch(null),
  email_verified: z.boolean().nullish().catch(null), // "true", which some issuers send, is a text and no yes
});

/**
 * What an issuer says of somebody, as far as it counts here: null if it is no word of `issuer` at all. An address counts only where it
 * is one, and the issuer says that it was verified.
 */
export function issuersWord(given: unknown, issuer: string): IssuersWord | null {
  const parsed = claims.safeParse(given);
  if (!parsed.success || parsed.data.iss !== issuer) return null;
  const { sub, email, email_verified } = parsed.data;
  const address = emailInput.safeParse(email);
  return { issuer, subject: sub, verifiedEmail: email_verified === true && address.success ? address.data : null };
}
