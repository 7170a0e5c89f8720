import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";

/** Whether the installation has an Owner; until then only set-up is open. */
export async function isSetUp(db: Db | Tx): Promise<boolean> {
  const owners = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.baseRole, "owner"), isNull(members.removedAt)))
    .limit(1);
  return owners.length > 0;
}
