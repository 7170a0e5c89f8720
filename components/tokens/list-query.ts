import { PAGE_SIZES, type PageSize, TOKEN_SORTS, type TokenSort, type TokenTab } from "@/lib/tokens/list-view";
import { FILTER_NAMES, type Filters, filtersSet, NO_FILTERS, readFilter, valuesOf } from "./list-filters";

const DEFAULT_SIZE = 50;
const Q_MAX = 100;
const CURSOR = /^[\w.~-]{1,800}$/;
const OTHERS = ["view", "q", "sort", "size", "after", "before"] as const;

/** What the list's address asks for; the address is the list's only state. */
export type ListQuery = {
  view: TokenTab;
  q: string;
  filters: Filters;
  sort: TokenSort;
  size: PageSize;
  /** Where the page begins or ends: an opaque place in this order, from the server. */
  cursor: { after: string } | { before: string } | null;
};

type Params = Record<string, string | string[] | undefined>;

/**
 * Reads the address leniently: what is not known is left out, and `unknown` says so. The first of `views` is the tab of
 * an address that names none. A parameter that is there more than once counts as one list, as a form writes it.
 */
export function readListQuery(params: Params, views: readonly TokenTab[]): { query: ListQuery; unknown: boolean } {
  const text = (name: string) => [params[name] ?? []].flat().join(",");
  const oddities: boolean[] = Object.keys(params).map((name) => !isKnown(name));
  const one = <T>(name: string, all: readonly T[], fallback: T): T => {
    const found = all.find((value) => String(value) === text(name));
    oddities.push(found === undefined && text(name) !== "");
    return found ?? fallback;
  };
  const filters: Filters = { ...NO_FILTERS };
  for (const name of FILTER_NAMES) {
    const { value, unknown } = readFilter(name, text(name));
    Object.assign(filters, { [name]: value });
    oddities.push(unknown);
  }
  const view = one("view", views, views[0] ?? "mine");
  const order = one(
    "sort",
    TOKEN_SORTS.flatMap((by) => [by, `-${by}`]),
    sortText(defaultSort(view)),
  );
  const cursor = readCursor(text("after"), text("before"));
  oddities.push(cursor === null && text("after") + text("before") !== "");
  const query = { view, q: text("q").trim().slice(0, Q_MAX), filters, sort: readSort(order), cursor };
  return { query: { ...query, size: one("size", PAGE_SIZES, DEFAULT_SIZE) }, unknown: oddities.includes(true) };
}

const isKnown = (name: string) => [...FILTER_NAMES, ...OTHERS].some((known) => known === name);

/** The order of a tab that was not given one: one's own as they were made, others as they were used. */
export function defaultSort(view: TokenTab): TokenSort {
  return { by: view === "mine" ? "created" : "lastUsed", descending: true };
}

const sortText = ({ by, descending }: TokenSort) => `${descending ? "-" : ""}${by}`;

function readSort(text: string): TokenSort {
  const by = TOKEN_SORTS.find((known) => known === text.replace(/^-/, "")) ?? "created";
  return { by, descending: text.startsWith("-") };
}

function readCursor(after: string, before: string): ListQuery["cursor"] {
  if (CURSOR.test(after)) return { after };
  return CURSOR.test(before) ? { before } : null;
}

/** The address of a list that differs in some ways; another filter, order or size starts at its first page. */
export function listHref(query: ListQuery, change: Partial<ListQuery> = {}): string {
  return `/tokens?${listParams({ ...query, cursor: null, ...change })}`;
}

/** The same list as a file: all that match, in this order. */
export function exportHref(query: ListQuery): string {
  return `/tokens/export?${listParams({ ...query, cursor: null })}`;
}

/** A query as it stands in an address, without what goes without saying: the same list has the same address. */
export function listParams({ view, q, filters, sort, size, cursor }: ListQuery): string {
  const parts = [`view=${view}`];
  const add = (name: string, value: string) => parts.push(`${name}=${encode(value)}`);
  if (q !== "") add("q", q);
  for (const name of filtersSet(filters)) add(name, valuesOf(filters, name).join(","));
  if (sortText(sort) !== sortText(defaultSort(view))) add("sort", sortText(sort));
  if (size !== DEFAULT_SIZE) add("size", String(size));
  if (cursor) for (const [name, value] of Object.entries(cursor)) add(name, value);
  return parts.join("&");
}

/** Commas and colons may stand in a query as they are, and read better so. */
const encode = (text: string) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");

/** The same for two queries that list the same tokens, in whatever order and pages: a selection lives as long. */
export function sameTokens(query: ListQuery): string {
  return listParams({ ...query, sort: defaultSort(query.view), size: DEFAULT_SIZE, cursor: null });
}

/** The address of another tab: the search and the filters stay, an order that was not chosen does not. */
export function viewHref(query: ListQuery, view: TokenTab): string {
  const chosen = sortText(query.sort) !== sortText(defaultSort(query.view));
  return listHref(query, { view, sort: chosen ? query.sort : defaultSort(view) });
}

/** Which way a column sorts when it is first chosen: newest and most urgent first, names from the beginning. */
export function sortBy(query: ListQuery, by: TokenSort["by"]): TokenSort {
  const newestFirst = by === "lastUsed" || by === "created" || by === "status" || by === "role";
  return { by, descending: query.sort.by === by ? !query.sort.descending : newestFirst };
}
