import type { Context } from "hono";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import { unauthorized } from "@/lib/http/problem";
import { secretKind } from "@/lib/keys/secret-format";
import { networkOf } from "@/lib/sessions/network";
import { type DeadReason, type Verification, verifyToken } from "@/lib/tokens/verify-token";
import { answerProblem, answerRefusal } from "./answer";
import { versionOf } from "./api-version";
import type { ApiDependencies, ApiEnv, Caller } from "./context";
import { limited, tooMany } from "./limit";

const DEAD: Record<DeadReason, string> = {
  revoked: "This access token was revoked",
  deactivated: "This access token was deactivated when its member was removed",
  rotated: "This secret was replaced when its access token was rotated",
  expired: "This access token has expired",
  paused: "This access token is paused",
};

/**
 * The caller behind the `Authorization` header, or the 401: one generic answer, except to whoever presents
 * the exact secret of a dead token (rulings R18, R24). Noting the use costs no I/O, nor does counting it.
 */
export async function authenticate(c: Context<ApiEnv>, dependencies: ApiDependencies): Promise<Caller | Response> {
  const { db, uses, limiter } = dependencies;
  const header = c.req.header("authorization") ?? "";
  const presented = /^bearer /i.test(header) ? header.slice(7).trim() : header;
  const origin = { ip: clientOf(c), requestId: c.get("requestId") };
  const verification = await verifyToken(db, presented, origin);
  if (verification.status !== "valid") return refuse(c, presented, verification, dependencies);
  const { principal, tokenId, name, apiVersion } = verification;
  uses.note(tokenId, principal.accountId);
  const over = limited(c, limiter.request(tokenId, principal.accountId), "Global");
  if (over) return over;
  const asked = c.req.header("ld-api-version");
  const version = versionOf(asked, apiVersion);
  if (!version.ok) return answerRefusal(c, version.error);
  return { principal, tokenId, tokenName: name, apiVersion: version.value, beta: asked === "beta" };
}

/**
 * The 401, or the 429 for a client that keeps presenting what does not work. A secret that works passes all the same:
 * others behind the same address are not locked out by one job that nobody stopped.
 */
function refuse(
  c: Context<ApiEnv>,
  presented: string,
  verification: Exclude<Verification, { status: "valid" }>,
  { limiter }: ApiDependencies,
): Response {
  const client = clientOf(c);
  if (client !== null && presented !== "") {
    const wait = limiter.failure(networkOf(client), secretKind(presented) === null ? "malformed" : "unknown");
    if (wait !== null) return tooMany(c, wait);
  }
  if (verification.status === "dead") return answerProblem(c, unauthorized(DEAD[verification.reason]));
  return answerProblem(c, unauthorized("Invalid access token", presented !== ""));
}

/** What our own front door wrote down about the caller: on the node request, out of reach of the caller's headers. */
function clientOf(c: Context<ApiEnv>): string | null {
  const address = c.env?.incoming?.headers[CLIENT_ADDRESS];
  return typeof address === "string" ? address : null;
}
