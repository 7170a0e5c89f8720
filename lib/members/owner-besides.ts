import "server-only";
import { and, count, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";

/** Whether somebody else could still act as Owner. True only under the account's lock. */
export async function ownerBesides(tx: Tx, accountId: string, memberId: string): Promise<boolean> {
  const [others] = await tx
    .select({ count: count() })
    .from(members)
    .where(
      and(
        eq(members.accountId, accountId),
        eq(members.baseRole, "owner"),
        isNull(members.removedAt),
        isNotNull(members.joinedAt), // an open invitation cannot act
        ne(members.id, memberId),
      ),
    );
  return (others?.count ?? 0) > 0;
}

/** The one Owner of the account who can act, or null where there are more. */
export async function soleOwner(db: Db, accountId: string): Promise<string | null> {
  const owners = await db
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.accountId, accountId),
        eq(members.baseRole, "owner"),
        isNull(members.removedAt),
        isNotNull(members.joinedAt),
      ),
    )
    .limit(2);
  return owners.length === 1 ? (owners[0]?.id ?? null) : null;
}
