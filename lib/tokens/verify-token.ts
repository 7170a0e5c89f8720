import "server-only";
import { timingSafeEqual } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { accessTokens, members, tokenSecrets } from "@/drizzle/schema";
import type { Origin, Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared";
import { getKeys, tokenDigest } from "@/lib/keys/keys";
import { secretKind } from "@/lib/keys/secret-format";
import { tokenPrincipal } from "@/lib/principals/principals";
import { tokenStandingColumns } from "@/lib/principals/reload-principal";

/** Why a known secret is refused: only whoever presents it exactly is told (ruling R18). */
export type DeadReason = "revoked" | "deactivated" | "expired" | "paused";

export type Verification =
  | {
      readonly status: "valid";
      readonly principal: Principal;
      readonly tokenId: string;
      readonly name: string;
      readonly apiVersion: number;
    }
  | { readonly status: "unknown" }
  | { readonly status: "dead"; readonly reason: DeadReason };

/**
 * Says whose secret this is and what it may do right now: one look-up by digest, nothing cached, so that
 * revocation, removal and demotion bite on the next call. A malformed text costs no query.
 */
export async function verifyToken(db: Db, presented: string, origin: Origin): Promise<Verification> {
  const kind = secretKind(presented);
  if (kind !== "personal" && kind !== "service") return { status: "unknown" };
  const digest = tokenDigest(getKeys().tokenPepper, presented);
  const [row] = await prepared(db, "verify_token", selectByDigest).execute({ digest });
  if (!row || !timingSafeEqual(row.digest, digest)) return { status: "unknown" };
  if (row.dead) return { status: "dead", reason: row.dead };
  const principal = tokenPrincipal(row, origin);
  return { status: "valid", principal, tokenId: row.tokenId, name: row.name, apiVersion: row.defaultApiVersion };
}

const selectByDigest = (db: Db) =>
  db
    .select({
      ...tokenStandingColumns,
      digest: tokenSecrets.digest,
      name: accessTokens.name,
      defaultApiVersion: accessTokens.defaultApiVersion,
      // One column for all the ways to be dead. The boundary instant of an expiry is expired already (security 3.5);
      // a dead secret of a living token was replaced by a newer one.
      dead: sql<DeadReason | null>`case
        when ${accessTokens.revokedAt} is not null then 'revoked'
        when ${accessTokens.deactivatedAt} is not null or (${members.removedAt} is not null and ${accessTokens.kind} = 'personal') then 'deactivated'
        when ${tokenSecrets.state} = 'dead' then 'revoked'
        when least(${accessTokens.notAfter}, ${tokenSecrets.notAfter}) <= now() then 'expired'
        when ${accessTokens.pausedAt} is not null then 'paused' end`,
    })
    .from(tokenSecrets)
    .innerJoin(accessTokens, eq(accessTokens.id, tokenSecrets.tokenId))
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .where(eq(tokenSecrets.digest, sql.placeholder("digest")));
