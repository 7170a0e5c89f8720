import { BASE_ROLES } from "@/lib/core/base-role";
import {
  MEMBER_COLUMNS,
  MEMBER_FACTORS,
  MEMBER_STATUSES,
  type MemberFactor,
  type MemberOrder,
  type MemberStatus,
} from "@/lib/members/list-view";

/** What the list's address asks for; the address is the list's only state. */
export type ListAddress = {
  readonly q: string;
  /** A base role, or `custom:` and a role's key. */
  readonly role: string | null;
  readonly status: MemberStatus | null;
  /** Known to those who manage members alone. */
  readonly factor: MemberFactor | null;
  readonly sort: MemberOrder;
  readonly after: string | null;
  readonly before: string | null;
};

type Params = Record<string, string | string[] | undefined>;

export const EVERYBODY: ListAddress = {
  q: "",
  role: null,
  status: null,
  factor: null,
  sort: { by: "name", descending: false },
  after: null,
  before: null,
};

/** Reads an address leniently: what is not known to the viewer is left out, and `left` says that something was. */
export function readListAddress(params: Params, whole = true): { address: ListAddress; left: boolean } {
  const asked = Object.entries(params).filter(([, value]) => value !== undefined && value !== "");
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : "");
  const sort = text("sort");
  const by = MEMBER_COLUMNS.find((known) => known === sort.replace(/^-/, ""));
  const role = text("role");
  const address: ListAddress = {
    q: text("q").trim().slice(0, 100),
    role: BASE_ROLES.some((known) => known === role) || /^custom:.{1,64}$/.test(role) ? role : null,
    status: MEMBER_STATUSES.find((known) => known === text("status")) ?? null,
    factor: (whole && MEMBER_FACTORS.find((known) => known === text("factor"))) || null,
    sort: by ? { by, descending: sort.startsWith("-") } : EVERYBODY.sort,
    after: /^[\w-]{24,800}$/.test(text("after")) ? text("after") : null,
    before: text("after") === "" && /^[\w-]{24,800}$/.test(text("before")) ? text("before") : null,
  };
  const known = new URLSearchParams(listHref(address).split("?")[1]);
  const left = asked.some(
    ([name, value]) => typeof value !== "string" || (known.get(name) ?? preset(name)) !== value.trim(),
  );
  return { address, left };
}

const preset = (name: string) => (name === "sort" ? "name" : null);

/** The address of a list that differs in some ways: whatever is asked anew begins at the first page. */
export function listHref(from: ListAddress, change: Partial<ListAddress> = from): string {
  const { q, role, status, factor, sort, after, before } = { ...from, after: null, before: null, ...change };
  const params = new URLSearchParams();
  if (q !== "") params.set("q", q);
  if (role !== null) params.set("role", role);
  if (status !== null) params.set("status", status);
  if (factor !== null) params.set("factor", factor);
  if (sort.by !== "name" || sort.descending) params.set("sort", `${sort.descending ? "-" : ""}${sort.by}`);
  if (after !== null) params.set("after", after);
  if (before !== null) params.set("before", before);
  return params.size === 0 ? "/members" : `/members?${params}`;
}

/** Whether the list is narrowed at all. */
export const isNarrowed = ({ q, role, status, factor }: ListAddress) =>
  q !== "" || [role, status, factor].some((each) => each !== null);

/** The same list without its filters. */
export const unnarrowed = (address: ListAddress) =>
  listHref(address, { q: "", role: null, status: null, factor: null });
