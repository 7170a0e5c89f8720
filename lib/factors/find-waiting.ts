import "server-only";
import { and, eq } from "drizzle-orm";
import { members, sessions } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { hasApp, hasPasskey, hasRecoveryCode, waitingSession } from "@/lib/principals/living";
import type { ProofKind } from "./view";

/** A sign-in that waits for its second factor, and by which proofs it may be shown. */
export type Waiting = {
  readonly sessionId: string;
  readonly accountId: string;
  readonly memberId: string;
  readonly email: string;
  readonly kinds: readonly ProofKind[];
};

/** Whose second factor the session of this id waits for; null if it waits for none, or no longer. */
export async function findWaiting(db: Db, sid: string): Promise<Waiting | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      accountId: sessions.accountId,
      memberId: members.id,
      email: members.email,
      totp: hasApp,
      passkey: hasPasskey,
      recovery: hasRecoveryCode,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), waitingSession));
  if (!row) return null;
  const { totp, passkey, recovery, ...waiting } = row;
  const kinds = (["passkey", "totp", "recovery"] as const).filter((kind) => ({ totp, passkey, recovery })[kind]);
  return { ...waiting, kinds };
}
