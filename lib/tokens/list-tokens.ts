import "server-only";
import { and, asc, count, desc, eq, isNotNull, like, not, or, type SQL, sql } from "drizzle-orm";
import { accessTokens, members, tokenUses } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { accountOwnerId } from "@/lib/principals/account-owner";
import { selectTokens, toTokenView } from "./columns";
import type { TokenListQuery } from "./input";
import type { TokenPage } from "./view";
import { visibleTokens } from "./visibility";

/** One page of the tokens that the principal can see; what ended is in the view `inactive` alone. */
export async function listTokens(db: Db, principal: Principal, query: TokenListQuery): Promise<TokenPage> {
  const where = and(visibleTokens(principal, query.showAll), inView(principal, query.view), matching(query.q));
  const [rows, [counted], ownerId] = await Promise.all([
    selectTokens(db, where)
      .orderBy(...order(query.sort))
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(accessTokens)
      .innerJoin(members, eq(members.id, accessTokens.memberId))
      .where(where),
    accountOwnerId(db, principal.accountId),
  ]);
  return { items: rows.map(toTokenView), total: counted?.total ?? 0, ownerId };
}

/** Tokens that ended for good; an expired one is still its owner's to renew, so it counts as living. */
export const ended = or(isNotNull(accessTokens.revokedAt), isNotNull(accessTokens.deactivatedAt)) as SQL;

/** The tab a token is listed under. */
export function inView(principal: Principal, view: TokenListQuery["view"]): SQL | undefined {
  if (view === "inactive") return ended;
  const living = not(ended);
  if (view === "service") return and(living, eq(accessTokens.kind, "service"));
  if (view === "mine") {
    return and(living, eq(accessTokens.kind, "personal"), eq(accessTokens.memberId, principal.memberId ?? ""));
  }
  return living;
}

// A search never sees a secret: only names, notes, owners, and the last four characters.
function matching(q: string): SQL | undefined {
  if (q === "") return undefined;
  const text = `%${q.toLowerCase().replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return or(
    like(sql`lower(${accessTokens.name})`, text),
    like(sql`lower(${accessTokens.description})`, text),
    like(sql`lower(${members.email})`, text),
    eq(accessTokens.secretTail, q.slice(-4)),
  );
}

const SORT_KEYS = {
  name: sql`lower(${accessTokens.name})`,
  created: accessTokens.createdAt,
  lastUsed: tokenUses.restAt,
  expires: accessTokens.notAfter,
};

/** Postgres puts nulls last when ascending: right for "never expires", wrong for "never used", the oldest use. */
function order({ by, descending }: TokenListQuery["sort"]): SQL[] {
  const direction = descending ? desc : asc;
  const emptyFirst = by === "lastUsed" ? !descending : descending;
  return [sql`${direction(SORT_KEYS[by])} nulls ${sql.raw(emptyFirst ? "first" : "last")}`, direction(accessTokens.id)];
}
