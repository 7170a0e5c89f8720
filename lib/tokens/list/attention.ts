import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { accessTokens as t, tokenUses as u } from "@/drizzle/schema";
import { BASE_ROLES } from "@/lib/core/base-role";
import { UNUSED_DAYS } from "../limits";
import type { AttentionReason } from "../list-view";
import { keeperOf, type TokenView } from "../view";
import { isWorking } from "./status-sql";

export const ADMIN_LEVEL = BASE_ROLES.indexOf("admin");
const DAY_MS = 86_400_000;

/** The last use through any channel: what a gateway asks about, or what sends telemetry, is in use. */
export const lastUse = sql`greatest(${u.restAt}, ${u.gatewayAt}, ${u.telemetryAt})`;
const daysAgo = (days: number) => sql`now() - ${days} * interval '1 day'`;

/**
 * What makes tokens worth a look, as conditions over a token and its uses, one of which holds of each such token (ux 3.1): those
 * that hold of most come first. Only of tokens that work: what is paused, expired or ended can break nothing and let nobody in.
 */
export function attentionConditions(accountId: string, staleDays: number): SQL[] {
  const gone = sql`array(select id from members where account_id = ${accountId} and removed_at is not null)`;
  const longAgo = daysAgo(staleDays);
  const idle = (column: SQL) => sql`(${column} is null or ${column} < ${longAgo})`;
  const otherwiseIdle = sql`${idle(sql`${u.gatewayAt}`)} and ${idle(sql`${u.telemetryAt}`)}`;
  const conditions = [
    // Written out column by column: so the planner knows how many they are, and walks an index of the first of them.
    sql`${u.accountId} = ${accountId} and not ${u.ended} and ${u.restAt} < ${longAgo} and ${otherwiseIdle}`,
    sql`not ${t.restUsed} and ${t.createdAt} < ${daysAgo(UNUSED_DAYS)} and ${u.gatewayAt} is null and ${u.telemetryAt} is null`,
    sql`${t.limited}`,
    sql`${t.notAfter} > now() and ${t.notAfter} <= now() + interval '7 days'`,
    sql`${t.secretConfirmedAt} is null`,
    sql`${t.level} >= ${sql.raw(String(ADMIN_LEVEL))} and ${t.notAfter} is null`,
    sql`${t.kind} = 'service'
      and (${t.caretakerId} is null and ${t.memberId} = any(${gone}) or ${t.caretakerId} = any(${gone}))`,
    sql`not ${t.restUsed} and (${u.gatewayAt} < ${longAgo} or ${u.telemetryAt} < ${longAgo}) and ${otherwiseIdle}`,
  ];
  return conditions.map((condition) => sql`(${isWorking} and ${condition})`);
}

type Looked = Pick<
  TokenView,
  | "status"
  | "paused"
  | "limited"
  | "secretConfirmed"
  | "kind"
  | "member"
  | "caretaker"
  | "createdAt"
  | "expiresAt"
  | "lastUsedAt"
  | "gatewayUsedAt"
  | "telemetryUsedAt"
>;

/** The last use of a token through any channel, in epoch milliseconds; null if there was none. */
export function lastUseOf({ lastUsedAt, gatewayUsedAt, telemetryUsedAt }: Looked): number | null {
  return Math.max(lastUsedAt ?? 0, gatewayUsedAt ?? 0, telemetryUsedAt ?? 0) || null;
}

/** The same for one token that was read: its reasons, the gravest first. `now` is the database's, in epoch milliseconds. */
export function attentionOf(
  token: Looked,
  level: number | null,
  { now, staleDays }: { now: number; staleDays: number },
): AttentionReason[] {
  const { status, kind, createdAt, expiresAt } = token;
  if (status !== "active" && status !== "limited" && status !== "expiring") return [];
  const used = lastUseOf(token);
  const days = Math.floor((now - (used ?? createdAt)) / DAY_MS);
  const role = BASE_ROLES[level ?? 0];
  const reasons: (AttentionReason | false)[] = [
    expiresAt !== null && expiresAt <= now + 7 * DAY_MS && { kind: "expiring", at: expiresAt },
    token.limited && { kind: "limited" },
    !token.secretConfirmed && { kind: "unconfirmed" },
    (role === "admin" || role === "owner") && expiresAt === null && { kind: "noExpiry", role },
    kind === "service" && keeperOf(token).removed && { kind: "orphan" },
    used === null && now - createdAt > UNUSED_DAYS * DAY_MS && { kind: "neverUsed", days },
    used !== null && now - used > staleDays * DAY_MS && { kind: "stale", days },
  ];
  return reasons.filter((reason) => reason !== false);
}
