import "server-only";
import { createHash } from "node:crypto";
import { and, eq, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { accessTokens as t } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import type { TokenSelection } from "../list-input";
import { BULK_MAX, type BulkPreview } from "../list-view";
import { authorizeManaging } from "../permissions";
import { visibleTokens } from "../visibility";
import { type BulkRow, ownedOf, selectBulkTokens, toBulkToken, usedAt } from "./bulk-tokens";
import { FROM, tokenSetSql, wholly } from "./set";

/** So many of each are named. */
const NAMED = 50;
/** So many are looked at to find those that may be managed. */
const LOOKED_AT = 4 * BULK_MAX;

/**
 * What a bulk act would reach, counted anew: the living tokens of a selection that the principal may end, at most `BULK_MAX` of
 * them, and those that they see and may not. What is out of their view is not spoken of (ruling R9).
 */
export async function previewBulk(db: Db, principal: Principal, selection: TokenSelection): Promise<BulkPreview> {
  const rows = await selectBulkTokens(db, await chosen(db, principal, selection)).limit(LOOKED_AT + 1);
  const may = (row: BulkRow) => authorizeManaging(principal, ownedOf(row), "deleteAccessToken").ok;
  const all = rows.slice(0, LOOKED_AT).filter(may);
  const skipped = rows.slice(0, LOOKED_AT).filter((row) => !may(row));
  const reached = all.slice(0, BULK_MAX).sort((a, b) => usedAt(b) - usedAt(a));
  const recent = reached.filter((row) => row.recent);
  const others = reached.filter((row) => !row.recent);
  const named = (some: readonly BulkRow[]) => some.slice(0, NAMED).map(toBulkToken);
  return {
    n: reached.length,
    ids: reached.map(({ id }) => id),
    more: all.length > BULK_MAX || rows.length > LOOKED_AT,
    recent: named(recent),
    recentCount: recent.length,
    others: named(others),
    skipped: named(skipped),
    skippedCount: skipped.length,
    expected: digestOf(reached),
  };
}

/** Living tokens alone: what ended cannot be ended again. */
async function chosen(db: Db, principal: Principal, selection: TokenSelection): Promise<SQL | undefined> {
  const mine = and(eq(t.accountId, principal.accountId), sql`not ${t.ended}`);
  if ("ids" in selection) {
    return and(mine, visibleTokens(principal, true), inArray(t.id, selection.ids.filter(isId)));
  }
  const set = await tokenSetSql(db, principal, selection);
  const matching = sql`${t.id} in (select access_tokens.id ${FROM} where ${wholly(set)})`;
  return and(mine, matching, notInArray(t.id, selection.except));
}

function digestOf(rows: readonly BulkRow[]): string {
  const ids = rows.map(({ id }) => id).sort();
  return createHash("sha256").update(ids.join()).digest("base64url");
}
