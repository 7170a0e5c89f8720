import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { accessTokens as t, tokenUses as u } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import type { TokenSet } from "../list-input";
import type { Facet, TokenFilters, TokenTab } from "../list-view";
import { visibleTokens } from "../visibility";
import { attentionConditions } from "./attention";
import { any, filterSql } from "./filters";
import { searchSql } from "./search";
import { isEndedStatus } from "./status-sql";

/** Tokens with their uses: what every condition and order of the list speaks of. */
export const FROM = sql`from ${t} left join ${u} on ${u.tokenId} = ${t.id}`;

/** A set of tokens that a principal sees, as conditions over `FROM`. */
export type TokenSetSql = {
  readonly accountId: string;
  /** The living, the ended or both: each is found by the first half of every index. */
  readonly ended: readonly boolean[];
  /** What else must hold, the account and the principal's view among it. */
  readonly where: SQL;
  /** What is asked of them besides the tab. */
  readonly filters: TokenFilters;
  /** Of the tab of what needs attention, its reasons, one of which must hold besides. */
  readonly reasons: readonly SQL[];
  /** Whether they are known one by one, and so few that any order of them is made at once. */
  readonly few: boolean;
  /** Those of them that were ever used, where they were looked for and are few; else null. */
  readonly usedIds: readonly string[] | null;
};

/** The tokens of a tab that a principal sees, narrowed by all filters, or by all but one to count that one's values. */
export async function tokenSetSql(
  db: Db,
  principal: Principal,
  { tab, filters }: TokenSet,
  leaveOut?: Facet,
): Promise<TokenSetSql> {
  const kept: TokenFilters = leaveOut === undefined ? filters : { ...filters, ...NOTHING_OF[leaveOut] };
  const [searched, rules] = await Promise.all([
    searchSql(db, principal.accountId, kept.q),
    tab === "attention" ? readTokenRules(db, principal.accountId) : null,
  ]);
  const where = and(
    visibleTokens(principal, true),
    inTab(principal, tab),
    searched && sql`(${searched})`,
    ...Object.values(filterSql(kept)),
  );
  const reasons = rules ? attentionConditions(principal.accountId, rules.staleDays) : [];
  return {
    accountId: principal.accountId,
    ended: endedOf(tab, filters),
    where: where ?? sql`false`,
    filters: kept,
    reasons,
    few: false,
    usedIds: null,
  };
}

const NOTHING_OF: Record<Facet, Partial<TokenFilters>> = {
  status: { status: [] },
  type: { type: [] },
  owner: { owner: [] },
  role: { role: [] },
  used: { used: null },
  exp: { exp: null },
  flag: { flag: [] },
};

/** Tabs of living tokens open for the ended where a status that only those have is asked for. */
export function endedOf(tab: TokenTab, { status }: TokenFilters): boolean[] {
  if (tab === "inactive") return [true];
  if (tab === "attention") return [false];
  const ended = status.filter(isEndedStatus);
  return [...(ended.length < status.length || status.length === 0 ? [false] : []), ...(ended.length > 0 ? [true] : [])];
}

function inTab(principal: Principal, tab: TokenTab): SQL | undefined {
  if (tab === "service") return sql`${t.kind} = 'service'`;
  if (tab !== "mine") return undefined;
  return and(eq(t.memberId, principal.memberId ?? ""), sql`${t.kind} = 'personal'`);
}

/** The whole condition of a set, for questions that go by no order. */
export function wholly({ ended, where, reasons }: TokenSetSql): SQL {
  const [only, both] = ended;
  const arm = both === undefined ? endedIs(only ?? false) : undefined;
  return and(arm, where, any(reasons)) ?? sql`false`;
}

/** Written out, so that the planner can tell which partial index it means. */
export const endedIs = (ended: boolean) => (ended ? sql`${t.ended}` : sql`not ${t.ended}`);
