import type { TokenListQuery } from "@/lib/tokens/input";

export const PAGE_SIZE = 50;
const VIEWS = ["all", "mine", "service", "inactive"] as const;
const SORTS = ["name", "lastUsed", "created", "expires"] as const;
const Q_MAX = 100;

/** What the list's address asks for; the address is the list's only state. */
export type ListQuery = { view: (typeof VIEWS)[number]; q: string; sort: TokenListQuery["sort"]; page: number };

type Params = Record<string, string | string[] | undefined>;

/** Reads the address leniently: what is not known is left out. */
export function readListQuery(params: Params, fallback: ListQuery["view"]): ListQuery {
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : "");
  const sort = text("sort");
  const by = SORTS.find((known) => known === sort.replace(/^-/, ""));
  const page = Number.parseInt(text("page"), 10);
  return {
    view: VIEWS.find((known) => known === text("view")) ?? fallback,
    q: text("q").slice(0, Q_MAX),
    sort: by ? { by, descending: sort.startsWith("-") } : { by: "created", descending: true },
    page: Number.isSafeInteger(page) && page > 1 && page < 100_000 ? page : 1,
  };
}

/** The address of a list that differs in some ways; another filter or order starts at its first page. */
export function listHref(query: ListQuery, change: Partial<ListQuery>): string {
  const { view, q, sort, page } = { ...query, page: 1, ...change };
  const params = new URLSearchParams({ view });
  if (q !== "") params.set("q", q);
  params.set("sort", `${sort.descending ? "-" : ""}${sort.by}`);
  if (page > 1) params.set("page", String(page));
  return `/tokens?${params}`;
}
