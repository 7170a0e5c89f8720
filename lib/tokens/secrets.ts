import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { members, tokenSecrets } from "@/drizzle/schema";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import { expectRow, type Tx } from "@/lib/db/client";
import { getKeys, PEPPER_ID, tokenDigest } from "@/lib/keys/keys";
import { secretTail } from "@/lib/keys/secret-format";

type Owned = { readonly accountId: string; readonly tokenId: string };

const of = ({ accountId, tokenId, state }: Owned & { readonly state: "current" | "overlap" }) =>
  and(eq(tokenSecrets.tokenId, tokenId), eq(tokenSecrets.accountId, accountId), eq(tokenSecrets.state, state));

/** Ends the secret of a token that is in that state, if there is one. */
export async function endSecret(
  tx: Tx,
  which: Owned & { readonly state: "current" | "overlap" },
  why: string,
): Promise<void> {
  await tx.update(tokenSecrets).set({ state: "dead", diedAt: sql`now()`, diedWhy: why }).where(of(which));
}

/** Puts a new secret in the place of the newest one, which works on until then, or ends now if that is null. */
export async function replaceSecret(tx: Tx, owned: Owned, secret: PlainSecret, oldUntil: number | null): Promise<void> {
  const current = { ...owned, state: "current" } as const;
  if (oldUntil === null) await endSecret(tx, current, "rotated");
  else {
    await tx
      .update(tokenSecrets)
      .set({ state: "overlap", notAfter: new Date(oldUntil) })
      .where(of(current));
  }
  const digest = tokenDigest(getKeys().tokenPepper, secret);
  const last4 = secretTail(secret);
  await tx.insert(tokenSecrets).values({ id: newId(), ...owned, keyId: PEPPER_ID, digest, last4, state: "current" });
}

/** What was being decided by a secret that ends here has to be decided anew (invariant I21). */
export async function moveRights(tx: Tx, accountId: string, memberId: string): Promise<void> {
  const moved = await tx
    .update(members)
    .set({ rightsVersion: sql`${members.rightsVersion} + 1` })
    .where(and(eq(members.id, memberId), eq(members.accountId, accountId)))
    .returning({ id: members.id });
  expectRow(moved[0]);
}
