import "server-only";
import { eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { accessTokens, members, tokenUses } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { memberStandingColumns, tokenStandingColumns } from "@/lib/principals/find-standing";
import type { DeclaredRole } from "@/lib/principals/principals";
import type { RoleName, TokenRoleView, TokenStatus, TokenView } from "./view";

/** The columns behind a `TokenView`: named one by one, so that a new column of the table leaves with nothing. */
const tokenColumns = {
  id: accessTokens.id,
  kind: accessTokens.kind,
  name: accessTokens.name,
  description: accessTokens.description,
  baseRole: accessTokens.baseRole,
  inlinePolicy: accessTokens.inlinePolicy,
  // By name alone: a list has no use for their policies.
  roles: sql<RoleName[]>`case when "access_tokens"."role_source" = 'custom' then coalesce((
    select jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name, 'deleted', r.deleted_at is not null)
      order by h.position, h.role_id)
    from token_roles h join custom_roles r on r.id = h.role_id where h.token_id = "access_tokens"."id"), '[]') else '[]' end`,
  limited: accessTokens.limited,
  actsAs: accessTokens.actsAs,
  level: accessTokens.level,
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
  now: sql<number>`floor(extract(epoch from now()) * 1000)`.mapWith(Number),
  memberId: accessTokens.memberId,
  memberRole: members.baseRole,
  firstName: members.firstName,
  lastName: members.lastName,
  email: members.email,
  removedAt: members.removedAt,
};

/** Those first that were used last, in whichever way; those that never were, last. */
export const recentlyUsedFirst = sql`greatest(${tokenUses.restAt}, ${tokenUses.telemetryAt}, ${tokenUses.gatewayAt}) desc nulls last`;

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

/** The same with all that decides what a token may do: its policies, its member's and its ceilings. */
export function selectTokensWithStanding(db: Db | Tx, where: SQL | undefined) {
  return db
    .select({ ...tokenColumns, standing: tokenStandingColumns, maker: memberStandingColumns })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .leftJoin(tokenUses, eq(tokenUses.tokenId, accessTokens.id))
    .where(where)
    .$dynamic();
}

/** The view of a row, with its status derived. */
export function toTokenView(row: TokenRow): TokenView {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    description: row.description,
    role: roleOf(row),
    limited: row.limited,
    actsAs: row.actsAs,
    viaTokenId: row.viaTokenId,
    secretTail: row.secretTail,
    oldSecret: row.oldSecret,
    secretConfirmed: row.secretConfirmed,
    member: memberOf(row),
    caretaker: row.caretaker,
    status: statusOf(row),
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
  const { memberId: id, firstName, lastName, email, memberRole: baseRole } = row;
  return { id, firstName, lastName, email, baseRole, removed: row.removedAt !== null };
}

function roleOf({ baseRole, inlinePolicy, roles }: TokenRow): TokenRoleView {
  if (baseRole !== null) return { source: "base", baseRole };
  return inlinePolicy === null ? { source: "custom", roles } : { source: "inline", statements: inlinePolicy };
}

/** A declared role as it may be shown. */
export function roleView(declared: DeclaredRole): TokenRoleView {
  if (declared.source !== "custom") return declared;
  const named = declared.roles.map(({ id, key, name, deleted }) => ({ id, key, name, deleted }));
  return { source: "custom", roles: named };
}

function statusOf(row: TokenRow): TokenStatus {
  if (row.revokedAt) return "revoked";
  if (row.deactivatedAt || (row.kind === "personal" && row.removedAt)) return "deactivated";
  if (row.expired) return "expired";
  if (row.pausedAt) return "paused";
  if (row.limited) return "limited";
  return row.expiring ? "expiring" : "active";
}
