import "server-only";
import { listedSet } from "@/components/tokens/list-frame";
import type { ListQuery } from "@/components/tokens/list-query";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { countTokenTabs } from "@/lib/tokens/list/counts";
import { expiryWeeks } from "@/lib/tokens/list/expiry-weeks";
import { filterNames } from "@/lib/tokens/list/filter-names";
import { listTokenPage } from "@/lib/tokens/list/list-token-page";
import type { TokenTab } from "@/lib/tokens/list-view";
import { sparklines } from "@/lib/usage/sparklines";
import { tryRead } from "@/lib/web/try-read";

/** The tabs of whoever sees everybody's tokens, and of everybody else. */
export const viewsOf = (seesAll: boolean): readonly TokenTab[] =>
  seesAll ? ["all", "attention", "mine", "service", "inactive"] : ["mine", "service", "inactive"];

/** Everything that the list shows, read at once; what the list can do without for once fails by itself. */
export async function readList(db: Db, principal: Principal, query: ListQuery) {
  const timeline = query.view === "attention" || query.filters.exp !== null;
  const [page, counts, weeks, names] = await Promise.all([
    tryRead("the page of tokens", () => readPage(db, principal, query)),
    tryRead("the counts of the tabs", () => countTokenTabs(db, principal)),
    timeline ? tryRead("the expiry timeline", () => expiryWeeks(db, principal, listedSet(query))) : null,
    filterNames(db, principal, query.filters),
  ]);
  return { page, counts, weeks, names };
}

async function readPage(db: Db, principal: Principal, query: ListQuery) {
  const { sort, size, cursor } = query;
  const page = await listTokenPage(db, principal, { ...listedSet(query), sort, size, ...cursor });
  const ids = page.items.map(({ id }) => id);
  const uses = await tryRead("the sparklines", () => sparklines(db, principal.accountId, ids));
  return { ...page, uses: "value" in uses ? uses.value : new Map<string, readonly number[]>() };
}
