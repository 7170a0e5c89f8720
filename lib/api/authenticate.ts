import type { Context } from "hono";
import { unauthorized } from "@/lib/http/problem";
import { secretKind } from "@/lib/keys/secret-format";
import { networkOf } from "@/lib/sessions/network";
import { deadSentence } from "@/lib/tokens/dead-sentence";
import { type Verification, verificationOf } from "@/lib/tokens/verify-token";
import { answerProblem, answerRefusal } from "./answer";
import { versionOf } from "./api-version";
import { clientOf } from "./client-of";
import type { ApiDependencies, ApiEnv, Caller } from "./context";
import { countUse } from "./count-use";
import { limited, tooMany } from "./limit";

/**
 * The caller behind the `Authorization` header, or the 401: one generic answer, except to whoever presents
 * the exact secret of a dead token (rulings R18, R24). A caller that is answered here is counted here; costs no I/O.
 */
export async function authenticate(
  c: Context<ApiEnv>,
  dependencies: ApiDependencies,
  route: string,
): Promise<Caller | Response> {
  const { present, limiter } = dependencies;
  const header = c.req.header("authorization") ?? "";
  const presented = /^bearer /i.test(header) ? header.slice(7).trim() : header;
  const origin = { ip: clientOf(c), requestId: c.get("requestId"), allowed: [] };
  const found = present(presented);
  const verification = verificationOf(found instanceof Promise ? await found : found, origin);
  if (verification.status !== "valid") return refuse(c, presented, verification, dependencies);
  const { principal, tokenId, name, apiVersion } = verification;
  const over = limited(c, limiter.request(tokenId, principal.accountId), "Global");
  if (over) {
    countUse(c, dependencies, { principal, route, refusal: null });
    return over;
  }
  const asked = c.req.header("ld-api-version");
  const version = versionOf(asked, apiVersion);
  if (!version.ok) {
    countUse(c, dependencies, { principal, route, refusal: version.error });
    return answerRefusal(c, version.error);
  }
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
  { limiter, uses }: ApiDependencies,
): Response {
  const client = clientOf(c);
  if (verification.status === "dead") {
    const { reason: why, accountId, tokenId, secretId } = verification;
    const agent = c.req.header("user-agent") ?? null;
    uses.noteTry({ accountId, tokenId, secretId, why, address: client, agent });
  }
  if (client !== null && presented !== "") {
    const wait = limiter.failure(networkOf(client), secretKind(presented) === null ? "malformed" : "unknown");
    if (wait !== null) return tooMany(c, wait);
  }
  if (verification.status === "dead") return answerProblem(c, unauthorized(deadSentence(verification.reason)));
  return answerProblem(c, unauthorized("Invalid access token", presented !== ""));
}
