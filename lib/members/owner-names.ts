import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { displayName } from "./view";

/** The names of the account's Owners, the one who has been here longest first. */
export async function ownerNames(db: Db, { accountId }: Principal): Promise<string[]> {
  const rows = await db
    .select({ firstName: members.firstName, lastName: members.lastName, email: members.email })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.baseRole, "owner"), isNull(members.removedAt)))
    .orderBy(asc(members.createdAt), asc(members.id));
  return rows.map(displayName);
}
