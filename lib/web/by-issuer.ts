import "server-only";
import { headers } from "next/headers";
import type { Profile, User } from "next-auth";
import type { OidcConfig } from "@/lib/config/oidc";
import { getDb } from "@/lib/db/client";
import { CLIENT_ADDRESS, REQUEST_ID } from "@/lib/http/client-address";
import { getLog } from "@/lib/log/log";
import { signInByIssuer } from "@/lib/members/sign-in-by-issuer";
import { signInPage } from "./auth-door";
import { issuersWord } from "./oidc-claims";
import { readSid } from "./session-cookie";

/**
 * Begins the session of whom the issuer vouches for, and leaves its id with next-auth's user, of which the cookie is made. Otherwise the
 * page to go on to: nothing is thrown, since next-auth would put the error's text into an address.
 */
export async function byIssuer(user: User, claims: Profile | undefined, oidc: OidcConfig): Promise<true | string> {
  const sent = await headers();
  const requestId = sent.get(REQUEST_ID);
  try {
    const word = issuersWord(claims, oidc);
    if (!word) return signInPage("OAuthCallback");
    const from = { ip: sent.get(CLIENT_ADDRESS), userAgent: sent.get("user-agent") ?? "" };
    const place = { ...from, requestId, replaces: await readSid() };
    const answer = await signInByIssuer(getDb(), word, place);
    if (!answer.ok) return signInPage("not_recognised");
    user.sid = answer.value.sid.reveal();
    return true;
  } catch (err) {
    getLog().error({ err, requestId }, "a sign-in by the issuer failed");
    return signInPage("OAuthCallback");
  }
}
