import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { displayName } from "./view";

const NAMES_MAX = 3;

/** The names of a few who manage the account, Owners first: whom somebody may ask who is refused something. */
export async function whomToAsk(db: Db, { accountId, memberId }: Principal): Promise<string[]> {
  const rows = await db
    .select({ firstName: members.firstName, lastName: members.lastName, email: members.email })
    .from(members)
    .where(
      and(
        eq(members.accountId, accountId),
        inArray(members.baseRole, ["admin", "owner"]),
        isNotNull(members.joinedAt),
        isNull(members.removedAt),
        ne(members.id, memberId ?? ""),
      ),
    )
    .orderBy(desc(eq(members.baseRole, "owner")), asc(members.createdAt))
    .limit(NAMES_MAX);
  return rows.map(displayName);
}
