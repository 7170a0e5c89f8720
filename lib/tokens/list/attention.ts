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
 * Why tokens are worth a look, each as a condition over a token and its uses (ux 3.1). Only of tokens that work: what is
 * paused, expired or ended can break nothing and let nobody in.
 */
export function attentionSql(staleDays: number): Record<AttentionReason["kind"], SQL> {
  const reasons: Record<AttentionReason["kind"], SQL> = {
    expiring: sql`${t.notAfter} > now() and ${t.notAfter} <= now() + interval '7 days'`,
    limited: sql`${t.limited}`,
    unconfirmed: sql`${t.secretConfirmedAt} is null`,
    noExpiry: sql`${t.level} >= ${sql.raw(String(ADMIN_LEVEL))} and ${t.notAfter} is null`,
    orphan: sql`${t.kind} = 'service' and coalesce(${t.caretakerId}, ${t.memberId}) in (select gone.id from members gone
      where gone.account_id = ${t.accountId} and gone.removed_at is not null)`,
    neverUsed: sql`not ${t.restUsed} and ${t.createdAt} < ${daysAgo(UNUSED_DAYS)} and ${lastUse} is null`,
    stale: sql`${lastUse} < ${daysAgo(staleDays)}`,
  };
  const kinds = Object.keys(reasons) as AttentionReason["kind"][];
  for (const kind of kinds) reasons[kind] = sql`(${isWorking} and ${reasons[kind]})`;
  return reasons;
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
