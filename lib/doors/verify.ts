import type { IncomingMessage, ServerResponse } from "node:http";
import { subjectOf } from "@/lib/authority/holder";
import { decide } from "@/lib/policy/decide";
import type { DoorDependencies } from "./deps";
import { knownGateway, readJson } from "./gateway-json";
import { answerJson } from "./reply";
import { verifyInput } from "./verify-input";

const MOST = 16 * 1024;

/**
 * Whether the token with this secret may do that: the question of `packages/verify`. An asker that names a feed of this
 * very process is told for how many milliseconds it may keep the answer, while its lease lasts and nothing is told it
 * about that token; another's cannot keep it, since what that process took in says nothing about this one (decision 0026).
 */
export async function verify(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { authority, note, lease } = dependencies;
  const gateway = await knownGateway(dependencies, request, response);
  const input = gateway && (await readJson(verifyInput, MOST, request, response));
  if (!input) return;
  const { secret, action, resource, feed } = input;
  const holder = await authority.tokens.find(secret);
  const follower = feed === undefined ? null : (lease?.followers.find(feed) ?? null);
  const followed = follower?.open && follower.accountId === gateway.accountId;
  // Dead, foreign or unknown are one answer, which is never kept: a token that is made or resumed works at once.
  if (holder === null || holder.dead !== null || holder.accountId !== gateway.accountId)
    return answerJson(response, 200, { verdict: "unauthenticated", ...(followed && { keep: 0 }) });
  const asked = { action, resource };
  const allowed = decide(holder.grants, asked).effect === "allow";
  await note(request, { holder, allowed, asked });
  answerJson(response, 200, {
    verdict: allowed ? "allow" : "deny",
    token: holder.id,
    subject: subjectOf(holder),
    scopes: holder.scopes,
    ...(followed && { keep: authority.tokens.left(secret) }),
  });
}
