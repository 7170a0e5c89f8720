import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import { pruneLog } from "@/lib/audit/chain/prune-log";
import { verifyChain } from "@/lib/audit/chain/verify-chain";
import type { Config } from "@/lib/config/config";
import { type Db, expectRow } from "@/lib/db/client";
import { openDatabase } from "@/lib/db/open";
import { CannotStart } from "@/lib/keys/master-secret";
import { operatorPrincipal } from "@/lib/principals/principals";
import { say, theAccount, withBench } from "./operator";

/** What happened lately stays, whoever wishes it gone. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** `audit prune`: removes the oldest part of a log that verifies, as whoever owns the tables, behind a checkpoint. */
export async function pruneAudit({ before: day }: { before: string }): Promise<void> {
  const before = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  if (Number.isNaN(before)) throw new CannotStart("Say by --before up to which day, like 2025-01-31.");
  if (before > Date.now() - KEPT_DAYS * DAY_MS)
    throw new CannotStart(`What happened in the last ${KEPT_DAYS} days stays: choose an earlier day.`);
  await withBench(async ({ config, db, operator }) => {
    const { id } = await theAccount(db);
    const { findings } = await verifyChain(db, id, null);
    if (findings.length > 0)
      throw new CannotStart(
        "The log is not as it was sealed, and pruning would remove what shows it: see audit verify.",
      );
    const account = await nameOf(db, id);
    const by = operatorPrincipal({ accountId: id, name: operator });
    const removed = await asOwner(config, (owner) => pruneLog(db, owner, { account, by, before }));
    say(
      removed === 0
        ? `Nothing is older than ${day}.`
        : `Removed ${removed} entries of before ${day}; the rest verifies.`,
    );
  });
}

async function nameOf(db: Db, id: string): Promise<{ id: string; name: string }> {
  const [account] = await db.select({ id: accounts.id, name: accounts.name }).from(accounts).where(eq(accounts.id, id));
  return expectRow(account);
}

async function asOwner<T>(config: Config, act: (owner: Db) => Promise<T>): Promise<T> {
  const databaseUrl = config.databaseOwnerUrl ?? config.databaseUrl;
  const owner = await openDatabase({ databaseUrl, dataDir: config.dataDir, role: "command", migrate: false });
  try {
    return await act(owner.db);
  } finally {
    await owner.close();
  }
}
