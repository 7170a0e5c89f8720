import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { accessTokens, accounts, auditEntries, members, tokenUses } from "@/drizzle/schema";
import { auditRow } from "@/lib/audit/record-audit-entry";
import { ok } from "@/lib/core/result";
import { daysInWords } from "@/lib/core/span";
import type { Db, Tx } from "@/lib/db/client";
import { transact } from "@/lib/principals/change";
import { tokenResource } from "./permissions";
import { unusedFor } from "./unused";

const LOCK = 7_234_004;
const BATCH = 500;

/**
 * Pauses the tokens that went unused for longer than their account's rule says, Latchkey itself being the one who does it,
 * and answers with how many. Two servers never do it at once; an account without the rule is left alone.
 */
export async function pauseUnused(db: Db): Promise<number> {
  const ruled = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(isNotNull(accounts.pauseAfterDays))
    .orderBy(asc(accounts.id));
  let paused = 0;
  for (const { id } of ruled) {
    for (let batch = BATCH; batch === BATCH; paused += batch) batch = await pauseSome(db, id);
  }
  return paused;
}

/** One batch of one account; 0 where another server is at it. */
async function pauseSome(db: Db, accountId: string): Promise<number> {
  const answer = await transact(db, async (tx) => {
    const { rows } = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as taken`);
    return ok(rows[0]?.taken ? await pauseWithin(tx, accountId) : 0);
  });
  return answer.ok ? answer.value : 0;
}

async function pauseWithin(tx: Tx, accountId: string): Promise<number> {
  const [account] = await tx
    .select({ days: accounts.pauseAfterDays })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for("no key update"); // the rule as it is now, and no change of a token meanwhile
  if (!account || account.days === null) return 0;
  const { days } = account;
  const found = await tx
    .select({ id: accessTokens.id, kind: accessTokens.kind, name: accessTokens.name, memberId: accessTokens.memberId })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .leftJoin(tokenUses, eq(tokenUses.tokenId, accessTokens.id))
    .where(and(eq(accessTokens.accountId, accountId), unusedFor(days)))
    .orderBy(asc(accessTokens.id))
    .limit(BATCH)
    .for("update", { of: accessTokens });
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  await tx
    .update(accessTokens)
    .set({ pausedAt: sql`now()`, modifiedAt: sql`now()` })
    .where(and(eq(accessTokens.accountId, accountId), inArray(accessTokens.id, ids)));
  const cause = await ruleEntry(tx, accountId);
  await tx.insert(auditEntries).values(found.map((token) => entryOf(accountId, token, days, cause)));
  return found.length;
}

/** The entry of whoever set the rule: what Latchkey does by it was brought about by them. */
async function ruleEntry(tx: Tx, accountId: string): Promise<string | undefined> {
  const [entry] = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        eq(auditEntries.targetId, accountId),
        eq(auditEntries.action, "updateTokenRules"),
      ),
    )
    .orderBy(desc(auditEntries.at))
    .limit(1);
  return entry?.id;
}

type Found = { id: string; kind: "personal" | "service"; name: string; memberId: string };

const entryOf = (accountId: string, { memberId, ...token }: Found, days: number, cause: string | undefined) =>
  auditRow(
    { accountId, system: true },
    {
      kind: "token",
      action: "pauseAccessToken",
      resource: tokenResource({ ...token, member: { id: memberId } }),
      target: token,
      ...(cause === undefined ? {} : { causedBy: cause }),
      details: { before: { paused: false }, after: { paused: true }, because: "pauseAfterDays", days },
      comment: `Unused for ${daysInWords(days)}, as the token rules have it`,
    },
  );
