import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";

type Whose = { readonly accountId: string; readonly memberId: string };

/** Locks a member whose factor is about to change, so that no session begins by what was before. */
export async function lockMember(tx: Tx, { accountId, memberId }: Whose): Promise<void> {
  const self = and(eq(members.id, memberId), eq(members.accountId, accountId));
  await tx.select({ id: members.id }).from(members).where(self).for("no key update");
}
