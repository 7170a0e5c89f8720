import "server-only";
import { sql } from "drizzle-orm";
import { accessTokens, tokenSecrets } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { type TokenRole, tokenRolesGivenBy } from "@/lib/core/base-role";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { getKeys, PEPPER_ID, tokenDigest } from "@/lib/keys/keys";
import { mintSecret, secretTail } from "@/lib/keys/secret-format";
import { personalTokenResource } from "@/lib/policy/resource";
import type { Ceiling } from "@/lib/policy/statement";
import { change } from "@/lib/principals/change";
import { selectTokens, toTokenView } from "./columns";
import type { CreateTokenInput } from "./input";
import { EXPIRY_MIN_AHEAD } from "./limits";
import type { TokenView } from "./view";

export type IssuedToken = { readonly token: TokenView; readonly secret: PlainSecret };

/**
 * Creates a personal token of the principal's own and answers with its secret, which exists nowhere else.
 * The role is at most what the principal may give (ruling R6); a token made through a token is held to
 * what that one could do (rulings R3, R7).
 */
export async function createToken(
  db: Db,
  principal: Principal,
  input: CreateTokenInput,
): Promise<Result<IssuedToken, Refusal>> {
  return change(db, principal, async (tx, maker) => {
    const { memberId } = maker;
    const id = newId();
    const request = { action: "createAccessToken", resource: personalTokenResource(memberId ?? "", id) };
    const allowed = authorize(maker, request);
    if (!allowed.ok) return allowed;
    if (memberId === null || input.kind !== "personal") return err({ kind: "forbidden", ...request });
    const fits = checkRole(maker, input.role.baseRole) ?? (await checkExpiry(tx, input.expiresAt));
    if (fits) return err(fits);

    const secret = mintSecret(input.kind);
    const row = { id, accountId: maker.accountId, memberId, secretTail: secretTail(secret) };
    await tx.insert(accessTokens).values({ ...row, ...tokenColumnsOf(input), ...madeThrough(maker) });
    await tx.insert(tokenSecrets).values({
      id: newId(),
      accountId: maker.accountId,
      tokenId: id,
      keyId: PEPPER_ID,
      digest: tokenDigest(getKeys().tokenPepper, secret),
      last4: row.secretTail,
      state: "current",
    });
    const { name, kind, role, expiresAt } = input;
    await recordAuditEntry(tx, maker, {
      kind: "token",
      ...request,
      target: { id, name },
      details: { kind, role, expiresAt },
    });
    const [created] = await selectTokens(
      tx,
      sql`${accessTokens.id} = ${id} and ${accessTokens.accountId} = ${maker.accountId}`,
    );
    return ok({ token: toTokenView(expectRow(created)), secret });
  });
}

function checkRole(maker: Principal, asked: TokenRole): Refusal | null {
  const given = tokenRolesGivenBy(maker.level);
  if (given.includes(asked)) return null;
  return { kind: "role_too_high", asked, highest: given.at(-1) ?? "no_access" };
}

/** By the database's clock: an expiry lies at least some minutes ahead, or it is a slip of the pen. */
async function checkExpiry(tx: Tx, expiresAt: number | null): Promise<Refusal | null> {
  if (expiresAt === null) return null;
  const { rows } = await tx.execute<{ now: number }>(sql`select extract(epoch from now()) * 1000 as now`);
  if (expiresAt >= Number(rows[0]?.now) + EXPIRY_MIN_AHEAD) return null;
  return { kind: "invalid_input", fields: { expiresAt: ["Choose a time at least 10 minutes from now."] } };
}

function tokenColumnsOf(input: CreateTokenInput) {
  const { kind, name, description, defaultApiVersion, role, expiresAt } = input;
  const notAfter = expiresAt === null ? null : new Date(expiresAt);
  return { kind, name, description, defaultApiVersion, roleSource: role.source, baseRole: role.baseRole, notAfter };
}

function madeThrough(maker: Principal) {
  if (maker.actor.kind === "session") return { viaTokenId: null, ceilings: [] };
  // A program receives the secret as the answer: there is nobody to ask whether it was stored.
  const secretConfirmedAt = sql`now()`;
  if (maker.actor.kind === "operator") return { viaTokenId: null, ceilings: [], secretConfirmedAt };
  const ceiling: Ceiling = { level: maker.level, grants: maker.grants };
  return { viaTokenId: maker.actor.id, ceilings: [ceiling], secretConfirmedAt };
}
