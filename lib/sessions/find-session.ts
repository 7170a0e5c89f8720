import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { accounts, members, sessions } from "@/drizzle/schema";
import type { Origin, Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { memberStandingColumns } from "@/lib/principals/find-standing";
import { livingSession, provenAgo, sessionEnd } from "@/lib/principals/living";
import { memberPrincipal } from "@/lib/principals/principals";
import type { SessionEnd, Viewer } from "./view";

export type SignedIn = {
  readonly principal: Principal;
  readonly viewer: Viewer;
  readonly sessionId: string;
  readonly end: SessionEnd;
};

/** Who is behind the opaque id of a cookie right now, or null: the row decides, not the cookie (security 3.9). */
export async function findSession(db: Db, sid: string, origin: Origin): Promise<SignedIn | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      provenAgo,
      idle: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
      accountId: sessions.accountId,
      accountName: accounts.name,
      memberId: members.id,
      email: members.email,
      firstName: members.firstName,
      lastName: members.lastName,
      baseRole: members.baseRole,
      standing: memberStandingColumns,
      ...endColumns,
      idleMinutes: accounts.sessionIdleMinutes,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), livingSession));
  if (!row) return null;
  if (row.idle) await stillHere(db, row.accountId, row.sessionId);
  const { sessionId, provenAgo: ago, accountId: _, standing, idle, idleIn, latestIn, idleMinutes, ...viewer } = row;
  const inMs = Math.min(idle ? idleMinutes * 60_000 : idleIn, latestIn);
  return {
    sessionId,
    viewer,
    principal: memberPrincipal(standing, { id: sessionId, provenAgo: ago }, origin),
    end: { inMs, latestInMs: latestIn },
  };
}

const left = (end: SQL<Date>) => sql<number>`extract(epoch from ${end} - now()) * 1000`.mapWith(Number);
const endColumns = { idleIn: left(sessionEnd.idle), latestIn: left(sessionEnd.latest) };

/** How long the session behind a cookie has left, without that counting as something done in it; null once it is over. */
export async function peekSession(db: Db, sid: string): Promise<SessionEnd | null> {
  const [row] = await db
    .select(endColumns)
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), livingSession));
  return row ? { inMs: Math.min(row.idleIn, row.latestIn), latestInMs: row.latestIn } : null;
}

async function stillHere(db: Db, accountId: string, id: string): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`greatest(${sessions.lastSeenAt}, now())` })
    .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)));
}
