import "server-only";
import { headers } from "next/headers";
import type { Profile, User } from "next-auth";
import type { OidcConfig } from "@/lib/config/oidc";
import { getDb } from "@/lib/db/client";
import { CLIENT_ADDRESS, REQUEST_ID } from "@/lib/http/client-address";
import { getLog } from "@/lib/log/log";
import { type IssuersWord, signInByIssuer } from "@/lib/members/sign-in-by-issuer";
import { proveByIssuer } from "@/lib/proofs/prove-by-issuer";
import { signInPage } from "./auth-door";
import { issuersWord } from "./oidc-claims";
import { backTo, currentFlow, type ProofFlow } from "./proof-flow";
import { currentMember } from "./session";
import { readSid } from "./session-cookie";

/**
 * Begins the session of whom the issuer vouches for, and leaves its id with next-auth's user, of which the cookie is made. Otherwise the
 * page to go on to: nothing is thrown, since next-auth would put the error's text into an address. Somebody who went there to prove again
 * who they are goes on in the session that they have, under a new id, or goes back with why not.
 */
export async function byIssuer(user: User, claims: Profile | undefined, oidc: OidcConfig): Promise<true | string> {
  const sent = await headers();
  const requestId = sent.get(REQUEST_ID);
  try {
    const word = issuersWord(claims, oidc);
    if (!word) return signInPage("OAuthCallback");
    const flow = await currentFlow();
    if (flow) return await again(user, word, flow);
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

async function again(user: User, word: IssuersWord, flow: ProofFlow): Promise<true | string> {
  const member = await currentMember();
  if (!member) return backTo(flow, "unfinished");
  const { ticket } = flow;
  const proven = await proveByIssuer(getDb(), member.principal, { ticket, word }, member.sessionId);
  if (!proven.ok) return backTo(flow, proven.error.kind === "issuer_proves_nothing" ? proven.error.why : "unfinished");
  user.sid = proven.value.sid.reveal();
  return true;
}
