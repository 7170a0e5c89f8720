import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import { PlainSecret } from "@/lib/core/plain-secret";
import { expectRow, type Tx } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";

/** A new opaque id, which the cookie carries and nothing else stores. */
export const newSid = () => new PlainSecret(randomBytes(32).toString("base64url"));

/**
 * Gives a living session another opaque id: whoever holds a copy of the cookie from before holds nothing. Its age stays what it is.
 * `proven` says that its member just proved who they are by no less than signing in takes, which great acts ask for.
 */
export async function renewSid(
  tx: Tx,
  {
    sessionId,
    accountId,
    proven,
  }: { readonly sessionId: string; readonly accountId: string; readonly proven: boolean },
): Promise<PlainSecret> {
  const sid = newSid();
  const [renewed] = await tx
    .update(sessions)
    .set({ digest: linkDigest(getKeys().linkPepper, sid), ...(proven && { authenticatedAt: sql`now()` }) })
    .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId)))
    .returning({ id: sessions.id });
  expectRow(renewed);
  return sid;
}
