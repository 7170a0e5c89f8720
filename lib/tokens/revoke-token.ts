import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accessTokens, tokenSecrets } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { getLivingToken, getToken } from "./get-token";
import type { RevokeTokenInput } from "./input";
import { authorizeManaging, tokenResource } from "./permissions";
import type { TokenView } from "./view";

/** Ends a token and every secret of it for good; the row stays for the trail (ruling R19). */
export async function revokeToken(
  db: Db,
  principal: Principal,
  input: RevokeTokenInput,
): Promise<Result<TokenView, Refusal>> {
  // two tokens may be revoking each other
  return change(db, principal, (tx, actor) => revokeWithin(tx, actor, input), { lockAccount: true });
}

/** The same within a change that holds the account's lock. */
export async function revokeWithin(
  tx: Tx,
  actor: Principal,
  { id, reason }: RevokeTokenInput,
): Promise<Result<TokenView, Refusal>> {
  const found = await getLivingToken(tx, actor, id);
  if (!found.ok) return found;
  const action = "deleteAccessToken";
  const allowed = authorizeManaging(actor, found.value, action);
  if (!allowed.ok) return allowed;
  if (!(await end(tx, actor.accountId, id, reason))) return err({ kind: "not_found", what: "access token" });
  const target = { id, name: found.value.name };
  await recordAuditEntry(tx, actor, {
    kind: "token",
    action,
    resource: tokenResource(found.value),
    target,
    comment: reason || null,
  });
  return getToken(tx, actor, id);
}

/** False if somebody else revoked it first. */
async function end(tx: Tx, accountId: string, id: string, reason: string): Promise<boolean> {
  const ended = await tx
    .update(accessTokens)
    .set({ revokedAt: sql`now()`, revokedWhy: reason || null, modifiedAt: sql`now()` })
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId), isNull(accessTokens.revokedAt)))
    .returning({ id: accessTokens.id });
  await tx
    .update(tokenSecrets)
    .set({ state: "dead", diedAt: sql`now()`, diedWhy: "revoked" })
    .where(and(eq(tokenSecrets.tokenId, id), eq(tokenSecrets.accountId, accountId), isNull(tokenSecrets.diedAt)));
  return ended.length === 1;
}
