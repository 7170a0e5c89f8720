import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { members, sessions } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { livingSession } from "@/lib/principals/living";
import type { SessionView } from "./view";

const SESSIONS_MAX = 100;

/** The principal's own living sessions, the latest seen first. */
export function listSessions(db: Db, principal: Principal, sessionId: string): Promise<SessionView[]> {
  return sessionsOf(db, { accountId: principal.accountId, memberId: principal.memberId ?? "" }, sessionId);
}

/** A member's living sessions, at most so many; `sessionId` is the one at hand. */
export async function sessionsOf(
  db: Db,
  { accountId, memberId }: { accountId: string; memberId: string },
  sessionId: string,
): Promise<SessionView[]> {
  const rows = await db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      ip: sessions.ip,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.accountId, accountId), eq(sessions.memberId, memberId), livingSession))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(SESSIONS_MAX);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.getTime(),
    lastSeenAt: row.lastSeenAt.getTime(),
    current: row.id === sessionId,
  }));
}
