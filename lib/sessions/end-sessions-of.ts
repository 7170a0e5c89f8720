import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";

type Why = NonNullable<(typeof sessions.$inferInsert)["endedWhy"]>;

/** Ends a member's sessions, all but one if told; answers with how many. */
export async function endSessionsOf(
  tx: Tx,
  { memberId, accountId }: { memberId: string; accountId: string },
  endedWhy: Why,
  except?: string,
): Promise<number> {
  const living = and(eq(sessions.accountId, accountId), eq(sessions.memberId, memberId), isNull(sessions.endedAt));
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedWhy })
    .where(and(living, except === undefined ? undefined : ne(sessions.id, except)))
    .returning({ id: sessions.id });
  return ended.length;
}
