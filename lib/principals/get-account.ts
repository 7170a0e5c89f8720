import "server-only";
import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { type Db, expectRow, type Tx } from "@/lib/db/client";

/** The principal's own account. Its name is no secret to anybody in it. */
export async function getAccount(db: Db | Tx, { accountId }: Principal): Promise<{ id: string; name: string }> {
  const [row] = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return expectRow(row);
}
