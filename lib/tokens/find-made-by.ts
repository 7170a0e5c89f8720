import "server-only";
import { and, eq } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";

/** The id of the token that this form of the principal's member made before, or null. */
export async function findMadeBy(db: Db, { accountId, memberId }: Principal, once: string): Promise<string | null> {
  const mine = and(eq(accessTokens.accountId, accountId), eq(accessTokens.memberId, memberId ?? ""));
  const [made] = await db
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(and(mine, eq(accessTokens.onceKey, once)));
  return made?.id ?? null;
}
