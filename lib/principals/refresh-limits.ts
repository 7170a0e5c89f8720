import "server-only";
import { setImmediate as breathe } from "node:timers/promises";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { accessTokens, memberRoles, members, tokenRoles } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/client";
import { memberStandingColumns, tokenStandingColumns, tokenStandingOf } from "./find-standing";
import { LimitsMemo } from "./limits-memo";
import { limitsColumns } from "./limits-of";

/** So many tokens are read at a time. */
const BATCH = 500;
/** Others are let have their turn after so many milliseconds of working out. */
const BREATH_MS = 20;

/** The personal tokens of a member, which follow them. */
export const tokensFollowing = (memberId: string): SQL | undefined =>
  and(eq(accessTokens.memberId, memberId), eq(accessTokens.kind, "personal"));

/** The tokens that a role scopes, and those that follow somebody who holds it. */
export function tokensUnder(tx: Tx, accountId: string, roleId: string): SQL {
  const scoped = tx
    .select({ id: tokenRoles.tokenId })
    .from(tokenRoles)
    .where(and(eq(tokenRoles.roleId, roleId), eq(tokenRoles.accountId, accountId)));
  const holding = tx
    .select({ id: memberRoles.memberId })
    .from(memberRoles)
    .where(and(eq(memberRoles.roleId, roleId), eq(memberRoles.accountId, accountId)));
  return sql`(${inArray(accessTokens.id, scoped)}
    or ${accessTokens.kind} = 'personal' and ${inArray(accessTokens.memberId, holding)})`;
}

/**
 * Writes anew what lists say of the rights of the living tokens that a change touched, within its transaction and under the
 * account's lock. It takes a read of each token, and up to 5 ms for each different standing among them. What ended keeps
 * what it had.
 */
export async function refreshLimits(
  tx: Tx,
  accountId: string,
  touched: SQL | undefined,
  memo = new LimitsMemo(),
): Promise<void> {
  let last = "";
  for (;;) {
    const rows = await tx
      .select({ token: tokenStandingColumns, member: memberStandingColumns, now: stored })
      .from(accessTokens)
      .innerJoin(members, eq(members.id, accessTokens.memberId))
      .where(
        and(
          eq(accessTokens.accountId, accountId),
          sql`not ${accessTokens.ended}`,
          touched,
          sql`${accessTokens.id} > ${last}`,
        ),
      )
      .orderBy(accessTokens.id)
      .limit(BATCH);
    await write(tx, accountId, await workOut(rows, memo));
    last = rows.at(-1)?.token.tokenId ?? "";
    if (rows.length < BATCH) return;
  }
}

const stored = { limited: accessTokens.limited, actsAs: accessTokens.actsAs, level: accessTokens.level };

type Row = {
  readonly token: Parameters<typeof tokenStandingOf>[0];
  readonly member: Parameters<LimitsMemo["get"]>[1];
  readonly now: Omit<Written, "id">;
};
type Written = {
  readonly id: string;
  readonly limited: boolean;
  readonly actsAs: string | null;
  readonly level: number | null;
};

/** Only what is not so already. */
async function workOut(rows: readonly Row[], memo: LimitsMemo): Promise<Written[]> {
  const changed: Written[] = [];
  let begun = performance.now();
  for (const { token, member, now } of rows) {
    const { limits, fresh } = memo.get(tokenStandingOf(token), member);
    const { limited, actsAs, level } = limitsColumns(limits);
    const same = now.limited === limited && now.actsAs === actsAs && now.level === level;
    if (!same) changed.push({ id: token.tokenId, limited, actsAs, level });
    if (!fresh || performance.now() - begun < BREATH_MS) continue;
    await breathe();
    begun = performance.now();
  }
  return changed;
}

async function write(tx: Tx, accountId: string, changed: readonly Written[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.execute(sql`
    update access_tokens t set limited = f.limited, acts_as = f."actsAs", level = f.level
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as f (id text, limited boolean, "actsAs" text, level smallint)
    where t.id = f.id and t.account_id = ${accountId}`);
}
