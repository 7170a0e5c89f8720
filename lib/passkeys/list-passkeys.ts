import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db, Tx } from "@/lib/db/client";
import { PASSKEYS_MAX } from "./limits";
import type { PasskeyView } from "./view";

export const ofMember = ({ accountId, memberId }: { accountId: string; memberId: string | null }) =>
  and(eq(passkeys.accountId, accountId), eq(passkeys.memberId, memberId ?? ""));

/** The principal's own passkeys, the oldest first. */
export async function listPasskeys(db: Db, principal: Principal): Promise<PasskeyView[]> {
  const rows = await db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
      backedUp: passkeys.backedUp,
    })
    .from(passkeys)
    .where(ofMember(principal))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))
    .limit(PASSKEYS_MAX);
  return rows.map(({ createdAt, lastUsedAt, ...passkey }) => ({
    ...passkey,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
  }));
}

/** How the devices that have a member's passkeys are named and reached. */
export function credentialsOf(db: Db | Tx, member: { accountId: string; memberId: string | null }) {
  return db
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(ofMember(member))
    .limit(PASSKEYS_MAX);
}
