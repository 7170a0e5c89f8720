import type { Context } from "hono";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import { unauthorized } from "@/lib/http/problem";
import { type DeadReason, verifyToken } from "@/lib/tokens/verify-token";
import { answerProblem, answerRefusal } from "./answer";
import { versionOf } from "./api-version";
import type { ApiDependencies, ApiEnv, Caller } from "./context";

const DEAD: Record<DeadReason, string> = {
  revoked: "This access token was revoked",
  deactivated: "This access token was deactivated when its member was removed",
  expired: "This access token has expired",
  paused: "This access token is paused",
};

/**
 * The caller behind the `Authorization` header, or the 401: one generic answer, except to whoever presents
 * the exact secret of a dead token (rulings R18, R24). Noting the use costs no I/O.
 */
export async function authenticate(c: Context<ApiEnv>, { db, uses }: ApiDependencies): Promise<Caller | Response> {
  const header = c.req.header("authorization") ?? "";
  const presented = /^bearer /i.test(header) ? header.slice(7).trim() : header;
  const origin = { ip: clientOf(c), requestId: c.get("requestId") };
  const verification = await verifyToken(db, presented, origin);
  if (verification.status === "unknown")
    return answerProblem(c, unauthorized("Invalid access token", presented !== ""));
  if (verification.status === "dead") return answerProblem(c, unauthorized(DEAD[verification.reason]));
  const { principal, tokenId, name, apiVersion } = verification;
  uses.note(tokenId, principal.accountId);
  const version = versionOf(c.req.header("ld-api-version"), apiVersion);
  if (!version.ok) return answerRefusal(c, version.error);
  return { principal, tokenId, tokenName: name, apiVersion: version.value };
}

/** What our own front door wrote down about the caller: on the node request, out of reach of the caller's headers. */
function clientOf(c: Context<ApiEnv>): string | null {
  const address = c.env?.incoming?.headers[CLIENT_ADDRESS];
  return typeof address === "string" ? address : null;
}
