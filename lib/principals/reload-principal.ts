import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { accessTokens, members, sessions } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Tx } from "@/lib/db/client";
import { livingSession, livingToken } from "./living";
import { memberPrincipal, operatorPrincipal, tokenPrincipal } from "./principals";

/**
 * The principal as it is now, with its rows locked against change until the transaction ends, or null if its
 * session or token has ended since: so nothing commits after the right to do it was taken (invariant I21).
 */
export async function reloadPrincipal(tx: Tx, principal: Principal): Promise<Principal | null> {
  if (principal.actor.kind === "session") return reloadSession(tx, principal, principal.actor.id);
  if (principal.actor.kind === "access_token") return reloadToken(tx, principal, principal.actor.id);
  return reloadOperator(tx, principal, principal.actor.name);
}

async function reloadOperator(tx: Tx, principal: Principal, name: string): Promise<Principal | null> {
  const { accountId, memberId } = principal;
  if (memberId === null) return operatorPrincipal({ accountId, name });
  const [member] = await tx
    .select({ memberId: members.id, baseRole: members.baseRole, rightsVersion: members.rightsVersion })
    .from(members)
    .where(and(eq(members.id, memberId), eq(members.accountId, accountId), isNull(members.removedAt)))
    .for("share");
  return member ? operatorPrincipal({ accountId, name, onBehalfOf: member }) : null;
}

async function reloadSession(tx: Tx, { accountId, origin }: Principal, sessionId: string): Promise<Principal | null> {
  const [row] = await tx
    .select({ memberId: members.id, baseRole: members.baseRole, rightsVersion: members.rightsVersion })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId), livingSession))
    .for("share");
  return row ? memberPrincipal({ accountId, sessionId, ...row }, origin) : null;
}

async function reloadToken(tx: Tx, { accountId, origin }: Principal, tokenId: string): Promise<Principal | null> {
  const [row] = await tx
    .select(tokenStandingColumns)
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .where(and(eq(accessTokens.id, tokenId), eq(accessTokens.accountId, accountId), livingToken))
    .for("share");
  return row ? tokenPrincipal(row, origin) : null;
}

/** The columns behind a `TokenStanding`. */
const tokenStandingColumns = {
  tokenId: accessTokens.id,
  accountId: accessTokens.accountId,
  kind: accessTokens.kind,
  baseRole: accessTokens.baseRole,
  ceilings: accessTokens.ceilings,
  memberId: accessTokens.memberId,
  memberRole: members.baseRole,
  rightsVersion: members.rightsVersion,
};
