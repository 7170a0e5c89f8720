import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import type { BaseRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import { EXPIRY_FILTERS } from "@/lib/tokens/list-view";
import type { TokenStatus } from "@/lib/tokens/view";
import { BASE_ROLES, type FilterName, type Filters, REMOVED_OWNERS, valuesOf } from "./list-filters";

/** Names of the members and custom roles that filters are set to, by the value in the address. */
export type FilterNames = Readonly<Record<string, string>>;

/** What a filter's value is called. */
export function valueLabel(name: FilterName, value: string, names: FilterNames): string {
  switch (name) {
    case "status":
      return en.tokens.status[value as TokenStatus];
    case "type":
      return en.kinds[value as "personal" | "service"];
    case "owner":
      return value === REMOVED_OWNERS ? en.filters.removedOwners : (names[value] ?? en.filters.somebody);
    case "role":
      return roleLabel(value, names);
    case "used":
      return en.filters.used[value as keyof typeof en.filters.used];
    case "flag":
      return en.filters.flag[value as keyof typeof en.filters.flag];
    case "exp":
    case "created":
      return EXPIRY_FILTERS.some((known) => known === value)
        ? en.filters.exp[value as keyof typeof en.filters.exp]
        : daysLabel(value);
  }
}

function roleLabel(value: string, names: FilterNames): string {
  if (value === "inline") return en.filters.inline;
  const base = BASE_ROLES.find((known) => known === value);
  return base ? roleName(base satisfies BaseRole) : (names[value] ?? value.replace("custom:", ""));
}

/** Days of the calendar, so that no zone moves them. */
function daysLabel(value: string): string {
  const [from = "", to = ""] = value.split("..").map((day) => formatDate(Date.parse(`${day}T12:00:00Z`), "UTC"));
  return from === to ? from : en.filters.days(from, to);
}

const SHOWN = 2;

/** All values of a filter in a few words: "Active, Limited" or "Priya Shah, Tomás Ruiz + 3". */
export function filterLabel(filters: Filters, name: FilterName, names: FilterNames): string {
  const labels = valuesOf(filters, name).map((value) => valueLabel(name, value, names));
  const shown = labels.slice(0, SHOWN).join(", ");
  return labels.length > SHOWN ? en.filters.more(shown, labels.length - SHOWN) : shown;
}
