import "server-only";
import { timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { installation } from "@/drizzle/schema";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Db, Tx } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { mintSecret, secretKind } from "@/lib/keys/secret-format";

/** How long a printed set-up link works; a restart prints a new one. */
export const SET_UP_MINUTES = 30;

/** Makes the one code that lets somebody become the first Owner; an older code stops working. */
export async function issueSetUpCode(db: Db): Promise<PlainSecret> {
  const code = mintSecret("link");
  const digest = linkDigest(getKeys().linkPepper, code);
  await db
    .update(installation)
    .set({ setUpDigest: digest, setUpNotAfter: sql`now() + ${SET_UP_MINUTES} * interval '1 minute'` });
  return code;
}

/** Uses the code up: true once, and only in time. Run it inside the transaction that makes the Owner. */
export async function spendSetUpCode(tx: Tx, code: string): Promise<boolean> {
  if (secretKind(code) !== "link") return false;
  const [row] = await tx
    .select({ digest: installation.setUpDigest, late: sql<boolean>`${installation.setUpNotAfter} <= now()` })
    .from(installation)
    .for("update");
  if (!row?.digest || row.late) return false;
  if (!timingSafeEqual(row.digest, linkDigest(getKeys().linkPepper, code))) return false;
  await tx.update(installation).set({ setUpDigest: null, setUpNotAfter: null });
  return true;
}
