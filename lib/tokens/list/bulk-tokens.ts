import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { members, accessTokens as t, tokenUses as u } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import type { BulkToken } from "../list-view";
import { lastUse } from "./attention";

const columns = {
  id: t.id,
  name: t.name,
  kind: t.kind,
  secretTail: t.secretTail,
  memberId: t.memberId,
  ended: t.ended,
  paused: sql<boolean>`${t.pausedAt} is not null`,
  restAt: u.restAt,
  gatewayAt: u.gatewayAt,
  telemetryAt: u.telemetryAt,
  recent: sql<boolean>`coalesce(${lastUse} > now() - interval '24 hours', false)`,
  owner: sql<string>`coalesce(nullif(trim(${members.firstName} || ' ' || ${members.lastName}), ''), ${members.email})`,
};

/** What a bulk act has to know of tokens; `account_id` is the caller's to give. In the order of their ids. */
export function selectBulkTokens(db: Db | Tx, where: SQL | undefined) {
  return db
    .select(columns)
    .from(t)
    .innerJoin(members, eq(members.id, t.memberId))
    .leftJoin(u, eq(u.tokenId, t.id))
    .where(where)
    .orderBy(t.id)
    .$dynamic();
}

export type BulkRow = Awaited<ReturnType<typeof selectBulkTokens>>[number];

/** Locks tokens in the order of their ids, so that two bulk acts never wait for each other in a ring. */
export async function lockTokens(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.accountId, accountId), inArray(t.id, [...ids])))
    .orderBy(t.id)
    .for("no key update");
}

/** What `authorizeManaging` asks of a token. */
export const ownedOf = ({ id, kind, memberId }: BulkRow) => ({ id, kind, member: { id: memberId } });

/** A row as it may be shown. */
export function toBulkToken({ id, name, kind, secretTail, owner, restAt, gatewayAt, telemetryAt }: BulkRow): BulkToken {
  return {
    id,
    name,
    kind,
    secretTail,
    owner,
    lastUsedAt: restAt?.getTime() ?? null,
    gatewayUsedAt: gatewayAt?.getTime() ?? null,
    telemetryUsedAt: telemetryAt?.getTime() ?? null,
  };
}

/** The instant of the last use through any channel, in epoch milliseconds; 0 for never. */
export const usedAt = ({ restAt, gatewayAt, telemetryAt }: BulkRow) =>
  Math.max(...[restAt, gatewayAt, telemetryAt].map((at) => at?.getTime() ?? 0));
