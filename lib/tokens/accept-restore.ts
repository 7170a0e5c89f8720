import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accessTokens, accounts } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { type Lost, noteRestored } from "@/lib/audit/chain/restore";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { transact } from "@/lib/principals/change";

type Accepting = {
  /** Who accepts it in an account: whoever sits at the server. */
  readonly by: (accountId: string) => Principal;
  readonly lost: readonly Lost[];
  /** Leaves tokens as the backup has them, also those that were revoked since. */
  readonly keepTokens: boolean;
};

/**
 * Accepts that the database is an older one: what was lost is written into the log of each account, its tokens are paused, since
 * any of them may have been revoked after the backup was made, and changes go on (security 3.16). Answers how many were paused.
 */
export async function acceptRestore(
  db: Db,
  { by, lost, keepTokens }: Accepting,
): Promise<Result<{ paused: number }, Refusal>> {
  return transact(db, async (tx) => {
    await noteRestored(tx, false); // first: its own entry would be held
    let paused = 0;
    for (const { account, kept, head } of lost) {
      const stopped = keepTokens ? 0 : await pauseAll(tx, account);
      paused += stopped;
      await recordAuditEntry(tx, by(account), {
        kind: "account",
        action: "acceptRestore",
        resource: "acct",
        target: { id: account, name: await nameOf(tx, account) },
        details: { kept, exported: head.seq, exportedAt: head.at, tokensPaused: stopped },
      });
    }
    return ok({ paused });
  });
}

async function pauseAll(tx: Tx, accountId: string): Promise<number> {
  const { accountId: account, revokedAt, deactivatedAt, pausedAt } = accessTokens;
  const paused = await tx
    .update(accessTokens)
    .set({ pausedAt: sql`now()`, modifiedAt: sql`now()` })
    .where(and(eq(account, accountId), isNull(revokedAt), isNull(deactivatedAt), isNull(pausedAt)))
    .returning({ id: accessTokens.id });
  return paused.length;
}

/** Empty for an account that the backup does not know. */
async function nameOf(tx: Tx, accountId: string): Promise<string> {
  const [account] = await tx.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, accountId));
  return account?.name ?? "";
}
