import "server-only";
import type { SQL } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { Catalogue } from "@/lib/policy/catalogue";
import { type Loss, lossesOf } from "@/lib/policy/losses";
import { tokenStandingOf } from "@/lib/principals/find-standing";
import { actsAsOf } from "@/lib/principals/limits-of";
import { type MemberStanding, type TokenStanding, tokenGrants } from "@/lib/principals/principals";
import { recentlyUsedFirst, selectTokensWithStanding, toTokenView } from "./columns";
import type { TokenView } from "./view";

/** A token's standing and its member's. */
type Standing = { readonly token: TokenStanding; readonly member: MemberStanding };

/** A token before a change that is only thought of, and what it would be after it. */
export type Effect = {
  readonly token: TokenView;
  readonly willActAs: TokenView["actsAs"];
  readonly gained: number;
  readonly lost: number;
  readonly losses: readonly Loss[];
};

/** So many tokens are looked at: the most recently used. */
export const EFFECTS_MAX = 500;

/**
 * What a change would do to tokens, without doing it: `after` says what a standing would become. Recently used tokens
 * first, at most `EFFECTS_MAX` of them; `where` carries the account, and `catalogue` names what is counted.
 */
export async function effectsOn(
  db: Db | Tx,
  where: SQL | undefined,
  catalogue: Catalogue,
  after: (standing: Standing) => Standing,
): Promise<{ effects: Effect[]; more: boolean }> {
  const rows = await selectTokensWithStanding(db, where)
    .orderBy(recentlyUsedFirst)
    .limit(EFFECTS_MAX + 1);
  const effects = rows.slice(0, EFFECTS_MAX).map((row) => effectOn(row, catalogue, after));
  return { effects, more: rows.length > EFFECTS_MAX };
}

type StandingRow = Awaited<ReturnType<typeof selectTokensWithStanding>>[number];

function effectOn(row: StandingRow, catalogue: Catalogue, after: (standing: Standing) => Standing): Effect {
  const now = { token: tokenStandingOf(row.standing), member: row.maker };
  const then = after(now);
  const grants = tokenGrants(then.token, then.member);
  const change = lossesOf(tokenGrants(now.token, now.member), grants, catalogue);
  return { token: toTokenView(row), willActAs: actsAsOf(grants), ...change };
}
