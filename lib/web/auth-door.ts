import "server-only";
import { getConfig } from "@/lib/config/config";
import { getLog } from "@/lib/log/log";
import { endFlow, setProof } from "./auth-cookies";
import { OIDC } from "./oidc-provider";
import { askedFlow, currentFlow, kept, whereBack } from "./proof-flow";
import { isSecure } from "./session-cookie";

const LONGEST_MS = 15_000; // for all that is asked of the issuer on the way

/**
 * What stands before next-auth. Shut are its own way to write to the log, parameters that would be handed on to the issuer, and a
 * way back from there by POST. What is asked of the issuer ends in time, and a way to it is good for one try. Where somebody goes there
 * to prove again who they are, they come back to the page that they left, whatever came of it.
 */
export async function throughAuthDoor(
  request: Request,
  [action, provider]: readonly string[],
  ask: (how: { anew: boolean }) => Promise<Response>,
): Promise<Response> {
  const posted = request.method === "POST";
  const { search } = new URL(request.url);
  if (action === "_log" || (action === "signin" && posted && search !== "")) return new Response(null, { status: 404 });
  if (provider !== OIDC) return ask({ anew: false });
  if (action === "callback" && posted) return new Response(null, { status: 404 });
  const going = action === "signin" && posted ? await askedFlow(request) : null;
  const coming = action === "callback" ? await currentFlow() : null;
  const answer = await inTime(ask({ anew: going !== null }), () => late(posted));
  if (action === "signin" && posted) answer.headers.append("set-cookie", setProof(going && kept(going), isSecure()));
  if (action !== "callback") return answer;
  for (const cookie of endFlow(isSecure())) answer.headers.append("set-cookie", cookie);
  if (coming) answer.headers.set("location", whereBack(coming, answer.headers.get("location") ?? ""));
  return answer;
}

/** The page for signing in, with why it comes up. */
export function signInPage(error: string): string {
  return `${getConfig().publicOrigin ?? ""}/sign-in?error=${error}`;
}

function late(posted: boolean): Response {
  getLog().warn({ from: "next-auth", why: "the issuer does not answer" }, "a sign-in did not go on");
  if (posted) return Response.json({ url: signInPage("OAuthSignin") });
  return new Response(null, { status: 302, headers: { location: signInPage("OAuthCallback") } });
}

async function inTime(answer: Promise<Response>, otherwise: () => Response): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), LONGEST_MS);
  });
  return Promise.race([answer, tooLong]).finally(() => clearTimeout(timer));
}
