import { TOKEN_ACTS, type TokenAct } from "./acts";

/** The days that the pictures can show. */
export const PERIODS = [30, 90, 365] as const;
export type Period = (typeof PERIODS)[number];

/** What the address of a token's page asks for. */
export type PageQuery = {
  readonly act: TokenAct | "duplicate" | null;
  /** Whether it asked for an act that there is not. */
  readonly unknownAct: boolean;
  readonly show: "days" | "hours";
  readonly days: Period;
  /** Where the page of the history before this one ended. */
  readonly history: string | null;
};

type Params = Readonly<Record<string, string | string[] | undefined>>;

const CURSOR = /^\d{1,16}-[0-9a-f]{24}$/;

/** Reads an address; whatever is not known falls back. */
export function readPageQuery(params: Params): PageQuery {
  const one = (name: string) => {
    const value = params[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const asked = one("act");
  const act = asked === "duplicate" ? asked : (TOKEN_ACTS.find((known) => known === asked) ?? null);
  const history = one("history");
  return {
    act,
    unknownAct: asked !== undefined && act === null,
    show: one("show") === "hours" ? "hours" : "days",
    days: PERIODS.find((known) => String(known) === one("days")) ?? 90,
    history: history !== undefined && CURSOR.test(history) ? history : null,
  };
}

/** The address of the same page with something else asked of it; what is the default is left out. */
export function pageHref(
  id: string,
  query: PageQuery,
  change: Partial<Pick<PageQuery, "show" | "days" | "history">>,
): string {
  const { show, days, history } = { ...query, ...change };
  const params = new URLSearchParams({
    ...(show === "hours" ? { show } : {}),
    ...(days === 90 ? {} : { days: String(days) }),
    ...(history === null ? {} : { history }),
  });
  return params.size > 0 ? `/tokens/${id}?${params}` : `/tokens/${id}`;
}
