import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accessTokens, members, tokenRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { expectRow, type Tx } from "@/lib/db/client";
import { frozenStatements } from "@/lib/policy/frozen";
import { parseStatements } from "@/lib/policy/parse";
import { memberStandingColumns, tokenStandingColumns, tokenStandingOf } from "@/lib/principals/find-standing";
import { declaredPolicies } from "@/lib/principals/principals";
import { refreshLimits } from "@/lib/principals/refresh-limits";
import { getLivingToken } from "./get-token";
import { authorizeManaging, tokenResource } from "./permissions";

/**
 * Writes what a token's custom roles give it now into the token as its own policy, so that it no longer follows them. It can do
 * neither more nor less than the instant before; what cannot be said in one policy is refused. A service token's too:
 * its assignment stays what it was, only the reference goes (rulings R4, R10).
 */
export async function freezeWithin(
  tx: Tx,
  actor: Principal,
  { id, comment }: { id: string; comment: string },
): Promise<Result<null, Refusal>> {
  const found = await getLivingToken(tx, actor, id);
  if (!found.ok) return found;
  const token = found.value;
  const allowed = authorizeManaging(actor, token, "deleteAccessToken");
  if (!allowed.ok) return allowed;
  const statements = await rightsOfRoles(tx, actor.accountId, id);
  if (!statements) return err(cannot(token.name || id));

  const { accountId } = actor;
  await tx
    .update(accessTokens)
    .set({ roleSource: "inline", baseRole: null, inlinePolicy: statements, modifiedAt: sql`now()` })
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId)));
  await tx.delete(tokenRoles).where(and(eq(tokenRoles.tokenId, id), eq(tokenRoles.accountId, accountId)));
  await tx
    .update(members)
    .set({ rightsVersion: sql`${members.rightsVersion} + 1` })
    .where(and(eq(members.id, token.member.id), eq(members.accountId, accountId)));
  await refreshLimits(tx, accountId, eq(accessTokens.id, id));
  await recordAuditEntry(tx, actor, {
    kind: "token",
    action: "updateAccessTokenPolicy",
    resource: tokenResource(token),
    target: { id, name: token.name },
    details: { before: { role: token.role }, after: { role: { source: "inline", statements } } },
    comment,
  });
  return ok(null);
}

/** What the token's roles give it now as one policy; null where that is not one, or is too long for one. */
async function rightsOfRoles(tx: Tx, accountId: string, id: string) {
  const [row] = await tx
    .select({ token: tokenStandingColumns, member: memberStandingColumns })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId)));
  const { token, member } = expectRow(row);
  const standing = tokenStandingOf(token);
  const frozen = frozenStatements(declaredPolicies(standing.declared, standing.attributes ?? member.attributes));
  if (!frozen) return null;
  const parsed = parseStatements(frozen);
  return parsed.ok ? parsed.value : null;
}

const cannot = (name: string): Refusal => ({
  kind: "invalid_input",
  fields: {
    fates: [`What the roles of ${name} give can't be kept in one policy. Choose another role for it, or revoke it.`],
  },
});
