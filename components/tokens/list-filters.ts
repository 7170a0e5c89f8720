import { type DayRange, EXPIRY_FILTERS, TOKEN_FLAGS, type TokenFilters, USED_FILTERS } from "@/lib/tokens/list-view";
import type { TokenStatus } from "@/lib/tokens/view";

/** What narrows the list beside its tab and the search. An empty list and null ask for nothing. */
export type Filters = Omit<TokenFilters, "q">;

/** The statuses as they are offered: what works first. */
export const STATUS_CHOICES = [
  "active",
  "limited",
  "expiring",
  "expired",
  "paused",
  "deactivated",
  "revoked",
] as const satisfies readonly TokenStatus[];
export const KINDS = ["personal", "service"] as const;
export const BASE_ROLES = ["reader", "writer", "admin", "owner", "no_access"] as const;

/** A token's owner is named by id; those who have left are one choice. */
export const REMOVED_OWNERS = "removed";
/** At most so many values of one filter are read from an address. */
export const VALUES_MAX = 50;

export const FILTER_NAMES = ["status", "type", "owner", "role", "used", "exp", "created", "flag"] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const NO_FILTERS: Filters = {
  status: [],
  type: [],
  owner: [],
  role: [],
  used: null,
  exp: null,
  created: null,
  flag: [],
};

/** The filters that narrow anything, in the order of their chips. */
export function filtersSet(filters: Filters): FilterName[] {
  return FILTER_NAMES.filter((name) => valuesOf(filters, name).length > 0);
}

/** One filter's values as they stand in the address. */
export function valuesOf(filters: Filters, name: FilterName): string[] {
  const value = filters[name];
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  return [typeof value === "string" ? value : daysText(value)];
}

/** Reads one filter from what the address says of it; `unknown` tells that a part made no sense. */
export function readFilter<N extends FilterName>(name: N, text: string): { value: Filters[N]; unknown: boolean } {
  const parts = [...new Set(text.split(",").filter((part) => part !== ""))];
  const read = READERS[name](parts.slice(0, VALUES_MAX)) as Filters[N];
  const kept = valuesOf({ ...NO_FILTERS, [name]: read }, name);
  return { value: read, unknown: kept.length < parts.length };
}

type Reader<N extends FilterName> = (parts: string[]) => Filters[N];

const READERS: { [N in FilterName]: Reader<N> } = {
  status: known(STATUS_CHOICES),
  type: known(KINDS),
  owner: (parts) => parts.filter((part) => part === REMOVED_OWNERS || ID.test(part)),
  role: (parts) => parts.filter(isRole),
  used: (parts) => known(USED_FILTERS)(parts)[0] ?? null,
  exp: (parts) => known(EXPIRY_FILTERS)(parts)[0] ?? parts.map(readDays).find((days) => days !== null) ?? null,
  created: (parts) => parts.map(readDays).find((days) => days !== null) ?? null,
  flag: known(TOKEN_FLAGS),
};

const ID = /^[0-9a-f]{24}$/;
const CUSTOM_ROLE = /^custom:[\w.-]{1,100}$/;

function known<T extends string>(all: readonly T[]): (parts: string[]) => T[] {
  return (parts) => all.filter((one) => parts.includes(one));
}

function isRole(part: string): boolean {
  return part === "inline" || (BASE_ROLES as readonly string[]).includes(part) || CUSTOM_ROLE.test(part);
}

/** Two days and what lies between: `2026-01-01..2026-06-30`. */
export function daysText({ from, to }: DayRange): string {
  return `${from}..${to}`;
}

function readDays(text: string): DayRange | null {
  const [from = "", to = "", ...more] = text.split("..");
  return more.length === 0 && isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

/** Whether a text names a day that there is, between the years 2000 and 9999. */
export function isDay(text: string): boolean {
  if (!/^[2-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
