import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accounts, members, sessions } from "@/drizzle/schema";
import type { Origin, Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { memberStandingColumns } from "@/lib/principals/find-standing";
import { livingSession } from "@/lib/principals/living";
import { memberPrincipal } from "@/lib/principals/principals";
import type { Viewer } from "./view";

export type SignedIn = { readonly principal: Principal; readonly viewer: Viewer; readonly sessionId: string };

/** Who is behind the opaque id of a cookie right now, or null: the row decides, not the cookie (security 3.9). */
export async function findSession(db: Db, sid: string, origin: Origin): Promise<SignedIn | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      idle: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
      accountId: sessions.accountId,
      accountName: accounts.name,
      memberId: members.id,
      email: members.email,
      firstName: members.firstName,
      lastName: members.lastName,
      baseRole: members.baseRole,
      standing: memberStandingColumns,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), livingSession));
  if (!row) return null;
  if (row.idle) await stillHere(db, row.accountId, row.sessionId);
  const { sessionId, accountId: _, standing, idle: __, ...viewer } = row;
  return { sessionId, viewer, principal: memberPrincipal(standing, sessionId, origin) };
}

async function stillHere(db: Db, accountId: string, id: string): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`greatest(${sessions.lastSeenAt}, now())` })
    .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)));
}
