import "server-only";
import { passkeys } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";
import { ofMember } from "./list-passkeys";

/** Ends all passkeys of a member, within an act that tells of it; answers with how many. */
export async function endPasskeys(tx: Tx, member: { accountId: string; memberId: string }): Promise<number> {
  return (await tx.delete(passkeys).where(ofMember(member)).returning({ id: passkeys.id })).length;
}
