import * as en from "@/components/messages/en";
import {
  type Counted,
  PAGE_SIZES,
  type TokenFilters,
  type TokenListPage,
  type TokenSort,
  type TokenTab,
} from "@/lib/tokens/list-view";
import { countLabel } from "./count-label";
import { COLUMNS, type Column } from "./hidden-columns";
import { type ListQuery, listHref, listParams, sameTokens, sortBy } from "./list-query";

/** Which tokens are listed, as the server is asked about them. */
export type ListedSet = { tab: TokenTab; filters: TokenFilters };

/** What the table says around its rows: worked out on the server, so that the browser need not know how an address is made. */
export type ListFrame = {
  caption: string;
  sort: TokenSort;
  /** Where the head of each column leads. */
  hrefs: Readonly<Record<Column, string>>;
  /** The same for two lists of the same tokens, in whatever order. */
  tokens: string;
  set: ListedSet;
};

export function frameOf(query: ListQuery, count: Counted): ListFrame {
  const { sort } = query;
  const hrefs = COLUMNS.map((column) => [column, listHref(query, { sort: sortBy(query, column) })]);
  return {
    caption: en.tokens.caption(en.tokens.title, en.list.columns[sort.by], directionOf(sort), countLabel(count)),
    sort,
    hrefs: Object.fromEntries(hrefs) as ListFrame["hrefs"],
    tokens: sameTokens(query),
    set: listedSet(query),
  };
}

export function listedSet({ view, q, filters }: ListQuery): ListedSet {
  return { tab: view, filters: { ...filters, q } };
}

/** What is said once other rows have come. */
export function loadedSentence({ sort }: ListQuery, count: Counted): string {
  return en.tokens.loaded(countLabel(count), en.list.columns[sort.by], directionOf(sort));
}

const directionOf = ({ descending }: TokenSort) => (descending ? en.tokens.descending : en.tokens.ascending);

/** The address without its search, part by part. */
export function restOf(query: ListQuery): [string, string][] {
  return [...new URLSearchParams(listParams({ ...query, q: "", cursor: null }))];
}

/** What stands at the list's foot. Where all that there is fits, nothing but how much that is. */
export function pagerOf(
  query: ListQuery,
  { before, after, count }: Pick<TokenListPage, "before" | "after" | "count">,
  shown: number,
) {
  const many = before !== null || after !== null || shown > PAGE_SIZES[0];
  return {
    shown: count.capped ? en.tokens.shownCapped(shown, count.n) : en.tokens.shown(shown, count.n),
    size: query.size,
    sizes: many ? PAGE_SIZES.map((size) => ({ size, href: listHref(query, { size }) })) : [],
    before: before === null ? null : listHref(query, { cursor: { before } }),
    after: after === null ? null : listHref(query, { cursor: { after } }),
  };
}
