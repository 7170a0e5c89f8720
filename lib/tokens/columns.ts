import "server-only";
import { eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { accessTokens, members, tokenUses } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { memberStandingColumns, tokenStandingColumns, tokenStandingOf } from "@/lib/principals/find-standing";
import { type DeclaredRole, tokenGrants } from "@/lib/principals/principals";
import { limitsOf } from "./limits-of";
import type { TokenRoleView, TokenStatus, TokenView } from "./view";

/** The columns behind a `TokenView`: named one by one, so that a new column of the table leaves with nothing. */
const tokenColumns = {
  id: accessTokens.id,
  kind: accessTokens.kind,
  name: accessTokens.name,
  description: accessTokens.description,
  standing: tokenStandingColumns,
  maker: memberStandingColumns,
  viaTokenId: accessTokens.viaTokenId,
  defaultApiVersion: accessTokens.defaultApiVersion,
  createdAt: accessTokens.createdAt,
  modifiedAt: accessTokens.modifiedAt,
  notAfter: accessTokens.notAfter,
  pausedAt: accessTokens.pausedAt,
  deactivatedAt: accessTokens.deactivatedAt,
  revokedAt: accessTokens.revokedAt,
  secretConfirmed: sql<boolean>`${isNotNull(accessTokens.secretConfirmedAt)}`,
  // Judged by the database's clock, never by this host's (invariant I23).
  expired: sql<boolean>`coalesce(${accessTokens.notAfter} <= now(), false)`,
  expiring: sql<boolean>`coalesce(${accessTokens.notAfter} <= now() + interval '7 days', false)`,
  secretTail: accessTokens.secretTail,
  oldSecret: sql<TokenView["oldSecret"]>`(select jsonb_build_object('tail', old.last4,
    'until', floor(extract(epoch from old.not_after) * 1000)) from token_secrets old
    where old.token_id = "access_tokens"."id" and old.state = 'overlap' and old.not_after > now())`,
  caretaker: sql<TokenView["caretaker"]>`(select jsonb_build_object('id', c.id, 'firstName', c.first_name,
    'lastName', c.last_name, 'email', c.email, 'removed', c.removed_at is not null) from members c
    where c.id = "access_tokens"."caretaker_id" and c.account_id = "access_tokens"."account_id")`,
  restAt: tokenUses.restAt,
  gatewayAt: tokenUses.gatewayAt,
  telemetryAt: tokenUses.telemetryAt,
  firstName: members.firstName,
  lastName: members.lastName,
  email: members.email,
  removedAt: members.removedAt,
};

/** A query for token rows that the caller narrows; `account_id` is the caller's to give. */
export function selectTokens(db: Db | Tx, where: SQL | undefined) {
  return db
    .select(tokenColumns)
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .leftJoin(tokenUses, eq(tokenUses.tokenId, accessTokens.id))
    .where(where)
    .$dynamic();
}

export type TokenRow = Awaited<ReturnType<typeof selectTokens>>[number];

/** The view of a row, with its status derived. */
export function toTokenView(row: TokenRow): TokenView {
  const standing = tokenStandingOf(row.standing);
  const limits = limitsOf(tokenGrants(standing, row.maker));
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    description: row.description,
    role: roleView(standing.declared),
    ...limits,
    viaTokenId: row.viaTokenId,
    secretTail: row.secretTail,
    oldSecret: row.oldSecret,
    secretConfirmed: row.secretConfirmed,
    member: memberOf(row),
    caretaker: row.caretaker,
    status: statusOf(row, limits.limited),
    paused: row.pausedAt !== null,
    defaultApiVersion: row.defaultApiVersion,
    createdAt: row.createdAt.getTime(),
    modifiedAt: row.modifiedAt.getTime(),
    expiresAt: row.notAfter?.getTime() ?? null,
    revokedAt: row.revokedAt?.getTime() ?? null,
    lastUsedAt: row.restAt?.getTime() ?? null,
    gatewayUsedAt: row.gatewayAt?.getTime() ?? null,
    telemetryUsedAt: row.telemetryAt?.getTime() ?? null,
  };
}

function memberOf(row: TokenRow): TokenView["member"] {
  const { firstName, lastName, email } = row;
  const { memberId: id, baseRole } = row.maker;
  return { id, firstName, lastName, email, baseRole, removed: row.removedAt !== null };
}

/** A declared role as it may be shown. */
export function roleView(declared: DeclaredRole): TokenRoleView {
  if (declared.source !== "custom") return declared;
  const named = declared.roles.map(({ id, key, name, deleted }) => ({ id, key, name, deleted }));
  return { source: "custom", roles: named };
}

function statusOf(row: TokenRow, limited: boolean): TokenStatus {
  if (row.revokedAt) return "revoked";
  if (row.deactivatedAt || (row.kind === "personal" && row.removedAt)) return "deactivated";
  if (row.expired) return "expired";
  if (row.pausedAt) return "paused";
  if (limited) return "limited";
  return row.expiring ? "expiring" : "active";
}
