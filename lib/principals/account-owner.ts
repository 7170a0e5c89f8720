import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { type Db, expectRow } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared";

/** The member id of the account's Owner: of several, the one who has been here longest. */
export async function accountOwnerId(db: Db, accountId: string): Promise<string> {
  const [owner] = await prepared(db, "account_owner", selectOwner).execute({ accountId });
  return expectRow(owner).id;
}

const selectOwner = (db: Db) =>
  db
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.accountId, sql.placeholder("accountId")),
        eq(members.baseRole, "owner"),
        isNull(members.removedAt),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
