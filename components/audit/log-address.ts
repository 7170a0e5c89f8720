import { AUDIT_ACTS_MAX, AUDIT_SEARCH_MAX } from "@/lib/audit/limits";
import { AUDIT_KINDS, type AuditKind } from "@/lib/audit/view";

/** Times counted back from now, in milliseconds. */
export const PRESETS = {
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 604_800_000,
  "30d": 2_592_000_000,
  "90d": 7_776_000_000,
} as const;
export type Preset = keyof typeof PRESETS;
/** Whole days in the viewer's zone, both included: `2026-11-23`. */
export type DayRange = { readonly first: string; readonly last: string };

/** What the log's address asks for; the address is the log's only state. */
export type LogAddress = {
  readonly q: string;
  readonly who: { readonly kind: "member" | "token"; readonly id: string } | { readonly kind: "operator" } | null;
  readonly kinds: readonly AuditKind[];
  /** Acts by their names, as `token.deleteAccessToken`. */
  readonly acts: readonly string[];
  /** The id of what it was done to. */
  readonly object: string | null;
  readonly time: Preset | DayRange | null;
  readonly place: { readonly cursor: string; readonly toward: "older" | "newer" } | null;
  /** The event that is open. */
  readonly entry: string | null;
};

type Params = Record<string, string | string[] | undefined>;

export const EVERYTHING: LogAddress = {
  q: "",
  who: null,
  kinds: [],
  acts: [],
  object: null,
  time: null,
  place: null,
  entry: null,
};

const KNOWN = ["q", "who", "group", "action", "object", "time", "after", "before", "entry"];
const GROUPS: Readonly<Record<string, AuditKind>> = {
  tokens: "token",
  roles: "role",
  members: "member",
  settings: "account",
  "sign-in": "session",
};
const ID = /^[0-9a-f]{24}$/;
const WHO = /^(?:([mt])_([0-9a-f]{24})|operator)$/;
const DAYS = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/;
const CURSOR = /^\d{1,16}-[0-9a-f]{24}$/;

/** Reads an address leniently: what is not known is left out, and `left` says that something was. */
export function readLogAddress(
  params: Params,
  isAct: (act: string) => boolean,
): { address: LogAddress; left: boolean } {
  let left = Object.keys(params).some((name) => !KNOWN.includes(name));
  const read = <T>(name: string, parse: (text: string) => T | null): T | null => {
    const text = params[name];
    if (text === undefined || text === "") return null;
    const value = typeof text === "string" ? parse(text) : null;
    left ||= value === null;
    return value;
  };
  const list = <T>(name: string, parse: (text: string) => T | null): T[] => {
    const parts = read(name, (text) => text.split(",", AUDIT_ACTS_MAX)) ?? [];
    const known = parts.flatMap((part) => parse(part) ?? []);
    left ||= known.length < parts.length;
    return [...new Set(known)];
  };
  const cursor = (text: string) => (CURSOR.test(text) ? text : null);
  const after = read("after", cursor);
  const before = read("before", cursor);
  const address: LogAddress = {
    q: read("q", (text) => text.trim().slice(0, AUDIT_SEARCH_MAX)) ?? "",
    who: read("who", whoNamed),
    kinds: list("group", (text) => GROUPS[text] ?? null),
    acts: list("action", (text) => (isAct(text) ? text : null)),
    object: read("object", (text) => (ID.test(text) ? text : null)),
    time: read("time", timeNamed),
    place: after ? { cursor: after, toward: "older" } : before ? { cursor: before, toward: "newer" } : null,
    entry: read("entry", (text) => (ID.test(text) ? text : null)),
  };
  return { address, left };
}

function whoNamed(text: string): LogAddress["who"] {
  const [whole, letter, id] = WHO.exec(text) ?? [];
  if (letter !== undefined && id !== undefined) return { kind: letter === "m" ? "member" : "token", id };
  return whole === undefined ? null : { kind: "operator" };
}

function timeNamed(text: string): LogAddress["time"] {
  if (Object.hasOwn(PRESETS, text)) return text as Preset;
  const [, first, last] = DAYS.exec(text) ?? [];
  return first !== undefined && last !== undefined && isDay(first) && isDay(last) && first <= last
    ? { first, last }
    : null;
}

const isDay = (text: string) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;

/** The filters alone, as parameters: what an export takes along too. */
export function logParams({ q, who, kinds, acts, object, time }: LogAddress): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string) => value !== "" && params.set(name, value);
  set("q", q);
  if (who) set("who", who.kind === "operator" ? "operator" : `${who.kind === "member" ? "m" : "t"}_${who.id}`);
  set(
    "group",
    AUDIT_KINDS.filter((kind) => kinds.includes(kind))
      .map(groupOf)
      .join(","),
  );
  set("action", acts.join(","));
  if (object) set("object", object);
  if (time) set("time", typeof time === "string" ? time : `${time.first}..${time.last}`);
  return params;
}

const groupOf = (kind: AuditKind) => Object.keys(GROUPS).find((name) => GROUPS[name] === kind) ?? "";

/** The address of a log that differs in some ways; another filter starts at the newest page, with no event open. */
export function logHref(address: LogAddress, change: Partial<LogAddress>): string {
  const next = { ...address, place: null, entry: null, ...change };
  const params = logParams(next);
  if (next.place) params.set(next.place.toward === "older" ? "after" : "before", next.place.cursor);
  if (next.entry) params.set("entry", next.entry);
  const query = params.toString().replaceAll("%2C", ",");
  return `/audit${query && `?${query}`}${next.entry ? `#e_${next.entry}` : ""}`;
}

/** Whether an address asks for less than everything. */
export function isFiltered(address: LogAddress): boolean {
  return logParams(address).size > 0;
}
