import * as en from "@/components/messages/en";
import { upper } from "@/components/messages/words";
import { formatDate } from "@/components/ui/format-time";
import type { ActOption } from "./act-options";
import type { LogAddress } from "./log-address";

/** The names of who and what a filter is about, where the viewer can be told. */
export type FilterNames = { readonly who: string | null; readonly object: string | null };

/** A filter that is set: how it is called, what it is set to, and the address's change that takes it away. */
export type SetFilter = {
  readonly name: "when" | "event" | "who" | "object";
  readonly label: string;
  readonly value: string;
  readonly without: Partial<LogAddress>;
};

/** The filters that are set, in words. */
export function setFilters(address: LogAddress, acts: readonly ActOption[], names: FilterNames): SetFilter[] {
  const words = en.audit.filters;
  const { time, who, object } = address;
  const events = eventWords(address, acts);
  const set = (name: SetFilter["name"], value: string | null, without: Partial<LogAddress>): SetFilter[] =>
    value === null ? [] : [{ name, label: words[name], value, without }];
  return [
    ...set("when", time && (typeof time === "string" ? words.presets[time] : daysInWords(time)), { time: null }),
    ...set("event", events, { kinds: [], acts: [] }),
    ...set("who", who && (names.who ?? whoInWords(who.kind)), { who: null }),
    ...set("object", object && (names.object ?? words.onlyThis), { object: null }),
  ];
}

function whoInWords(kind: "member" | "token" | "operator"): string {
  const words = en.audit.filters;
  if (kind === "operator") return words.operator;
  return kind === "member" ? words.somebody : words.someToken;
}

function eventWords({ kinds, acts }: LogAddress, options: readonly ActOption[]): string | null {
  const [first, ...more] = [
    ...kinds.map((kind) => en.audit.filters.kinds[kind]),
    ...options.flatMap(({ act, verb }) => (acts.includes(act) ? [upper(verb)] : [])),
  ];
  return first === undefined ? null : en.audit.filters.several(first, more.length);
}

function daysInWords({ first, last }: { first: string; last: string }): string {
  const [from, to] = [first, last].map((day) => formatDate(Date.parse(`${day}T00:00:00Z`), "UTC"));
  return from === to ? `${from}` : `${from} – ${to}`;
}
