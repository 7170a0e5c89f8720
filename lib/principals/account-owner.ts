import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { type Db, expectRow, type Tx } from "@/lib/db/client";

/** The member id of the account's Owner: of several, the one who has been here longest. */
export async function accountOwnerId(db: Db | Tx, accountId: string): Promise<string> {
  const [owner] = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.baseRole, "owner"), isNull(members.removedAt)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
  return expectRow(owner).id;
}
