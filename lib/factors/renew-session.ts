import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Tx } from "@/lib/db/client";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { renewSid } from "@/lib/sessions/renew-sid";

type Whose = { readonly accountId: string; readonly memberId: string };

/** Locks a member whose factor is about to change, so that no session begins by what was before. */
export async function lockMember(tx: Tx, { accountId, memberId }: Whose): Promise<void> {
  const self = and(eq(members.id, memberId), eq(members.accountId, accountId));
  await tx.select({ id: members.id }).from(members).where(self).for("no key update");
}

/** A member's factor has changed: their other sessions end, and the one that changed it goes on under a new id (security 3.9). */
export async function renewSession(tx: Tx, whose: Whose, sessionId: string): Promise<PlainSecret> {
  await endSessionsOf(tx, whose, "factor_changed", sessionId);
  return renewSid(tx, { sessionId, accountId: whose.accountId });
}
