import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { accessTokens as t } from "@/drizzle/schema";
import type { TokenStatus } from "../view";

const expired = sql`coalesce(${t.notAfter} <= now(), false)`;
const works = sql`not ${t.ended} and not ${expired} and ${t.pausedAt} is null`;
const soon = sql`now() + interval '7 days'`;

/** Whether a token authenticates as far as its own row says: neither ended, nor expired, nor paused. */
export const isWorking = works;

/** Which rows have which status: the same as `statusOf` derives, as conditions that indices can serve. */
export const STATUS_SQL: Record<TokenStatus, SQL> = {
  revoked: sql`${t.ended} and ${t.revokedAt} is not null`,
  deactivated: sql`${t.ended} and ${t.deactivatedAt} is not null and ${t.revokedAt} is null`,
  expired: sql`not ${t.ended} and ${t.notAfter} <= now()`,
  paused: sql`not ${t.ended} and ${t.pausedAt} is not null and not ${expired}`,
  limited: sql`${works} and ${t.limited}`,
  expiring: sql`not ${t.ended} and ${t.notAfter} > now() and ${t.notAfter} <= ${soon} and ${t.pausedAt} is null and not ${t.limited}`,
  active: sql`${works} and not ${t.limited} and coalesce(${t.notAfter} > ${soon}, true)`,
};

export const isEndedStatus = (status: TokenStatus) => status === "revoked" || status === "deactivated";
