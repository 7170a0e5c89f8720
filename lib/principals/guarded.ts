import "server-only";
import { and, eq, not } from "drizzle-orm";
import { accounts, members } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { hasFactor } from "./living";

type Whose = { readonly accountId: string; readonly memberId: string | null };

/** Whether a member has a second factor. */
export async function isGuarded(db: Db | Tx, { accountId, memberId }: Whose): Promise<boolean> {
  const self = and(eq(members.id, memberId ?? ""), eq(members.accountId, accountId), hasFactor);
  return (await db.select({ id: members.id }).from(members).where(self)).length > 0;
}

/** Whether a member has none, though their account requires one. */
export async function lacksFactor(tx: Tx, { accountId, memberId }: Whose): Promise<boolean> {
  const lacking = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(eq(members.id, memberId ?? ""), eq(members.accountId, accountId), accounts.factorRequired, not(hasFactor)),
    );
  return lacking.length > 0;
}
