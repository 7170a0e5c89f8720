import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { accessTokens, members, sessions, tokenSecrets } from "@/drizzle/schema";
import type { Actor, Origin, Principal } from "@/lib/access/principal";
import type { Tx } from "@/lib/db/client";
import { findMemberStanding, memberStandingColumns, tokenStandingColumns, tokenStandingOf } from "./find-standing";
import { livingSecret, livingSession, livingToken, provenAgo, signedInSession } from "./living";
import { memberPrincipal, operatorPrincipal, tokenPrincipal } from "./principals";

/**
 * The principal as it is now, with its rows locked against change until the transaction ends, or null if its
 * session or token has ended since: so nothing commits after the right to do it was taken (invariant I21).
 *
 * The rows are locked by one statement and their rights read by the next: a statement that had to wait for a lock
 * sees the locked rows as they are then, but everything that it joins as it was before.
 */
export async function reloadPrincipal(tx: Tx, principal: Principal): Promise<Principal | null> {
  if (principal.actor.kind === "session") return reloadSession(tx, principal, principal.actor.id);
  if (principal.actor.kind === "access_token") return reloadToken(tx, principal, principal.actor);
  return reloadOperator(tx, principal, principal.actor.name);
}

async function reloadOperator(tx: Tx, principal: Principal, name: string): Promise<Principal | null> {
  const { accountId, memberId } = principal;
  if (memberId === null) return operatorPrincipal({ accountId, name });
  await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, memberId), eq(members.accountId, accountId), isNull(members.removedAt)))
    .for("share");
  const onBehalfOf = await findMemberStanding(tx, accountId, memberId);
  return onBehalfOf && operatorPrincipal({ accountId, name, onBehalfOf });
}

/** A session whose member may not yet have the second factor that their account requires: good for setting one up, and for nothing else. */
export type Enrolling = {
  readonly accountId: string;
  readonly memberId: string;
  readonly sessionId: string;
  readonly origin: Origin;
};

/** Whoever sets up a second factor as they are now, with their rows locked; null if the session has ended since. */
export function reloadEnrolling(tx: Tx, { sessionId, ...enrolling }: Enrolling): Promise<Principal | null> {
  return reloadSession(tx, enrolling, sessionId, signedInSession);
}

async function reloadSession(
  tx: Tx,
  { accountId, origin }: Pick<Principal, "accountId" | "origin">,
  sessionId: string,
  standing = livingSession,
): Promise<Principal | null> {
  const [locked] = await tx
    .select({ memberId: members.id, provenAgo })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId), standing))
    .for("share");
  const member = locked && (await findMemberStanding(tx, accountId, locked.memberId));
  return member ? memberPrincipal(member, { id: sessionId, provenAgo: locked.provenAgo }, origin) : null;
}

/** The secret that was presented is looked at again too: whoever rotates the token locks its row. */
async function reloadToken(
  tx: Tx,
  { accountId, origin }: Principal,
  { id: tokenId, secretId }: Extract<Actor, { kind: "access_token" }>,
): Promise<Principal | null> {
  const token = tx
    .select({ ...tokenStandingColumns, member: memberStandingColumns })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .innerJoin(tokenSecrets, and(eq(tokenSecrets.id, secretId), eq(tokenSecrets.tokenId, accessTokens.id)))
    .where(and(eq(accessTokens.id, tokenId), eq(accessTokens.accountId, accountId), livingToken, livingSecret));
  const [locked] = await tx
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .where(and(eq(accessTokens.id, tokenId), eq(accessTokens.accountId, accountId), livingToken))
    .for("share");
  const [row] = locked ? await token : [];
  return row ? tokenPrincipal(tokenStandingOf(row), row.member, { secretId, origin }) : null;
}
