import "server-only";
import { and, eq } from "drizzle-orm";
import { members, sessions } from "@/drizzle/schema";
import type { Origin } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { hasFactor, signedInSession } from "@/lib/principals/living";
import type { Enrolling } from "@/lib/principals/reload-principal";

/** Who may set up a second factor by the session of this id, whether or not it opens anything else yet; null if nobody is signed in. */
export async function findEnrolling(
  db: Db,
  sid: string,
  origin: Origin,
): Promise<(Enrolling & { readonly email: string; readonly has: boolean }) | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      accountId: sessions.accountId,
      memberId: members.id,
      email: members.email,
      has: hasFactor,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), signedInSession));
  return row ? { ...row, origin } : null;
}
