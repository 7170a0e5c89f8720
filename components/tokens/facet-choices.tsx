"use client";

import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { EXPIRY_FILTERS, type FacetCount, TOKEN_FLAGS, USED_FILTERS } from "@/lib/tokens/list-view";
import { countLabel } from "./count-label";
import { type FilterNames, valueLabel } from "./filter-words";
import {
  BASE_ROLES,
  type FilterName,
  type Filters,
  KINDS,
  readFilter,
  STATUS_CHOICES,
  VALUES_MAX,
  valuesOf,
} from "./list-filters";

type Name = Exclude<FilterName, "created">;
type Props = {
  name: Name;
  filters: Filters;
  names: FilterNames;
  /** Null until they are counted. */
  options: readonly FacetCount[] | null;
  /** What people or roles are looked for by: of many, only some are offered at a time. */
  search: string;
  onSearch: (text: string) => void;
  onChange: (change: Partial<Filters>) => void;
};

/** What there always is to choose from. */
const FIXED: Record<Name, readonly string[]> = {
  status: STATUS_CHOICES,
  type: KINDS,
  owner: [],
  role: [...BASE_ROLES, "inline"],
  used: USED_FILTERS,
  exp: EXPIRY_FILTERS,
  flag: TOKEN_FLAGS,
};
const SEARCHED_FROM = 12;

/** The choices of one filter: as many as one likes, or one of several where they exclude each other. */
export function FacetChoices({ name, filters, names, options, search, onSearch, onChange }: Props) {
  const chosen = valuesOf(filters, name);
  const single = name === "used" || name === "exp";
  const all = choicesOf(name, chosen, names, options);
  const found = all.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  const set = (values: readonly string[]) => onChange({ [name]: readFilter(name, values.join(",")).value });
  const toggle = (value: string, on: boolean) => {
    if (single) return set(on ? [value] : []);
    set(on ? [...chosen, value].slice(-VALUES_MAX) : chosen.filter((other) => other !== value));
  };
  return (
    <div className="flex min-h-0 flex-col">
      {(name === "owner" || (name === "role" && (search !== "" || all.length >= SEARCHED_FROM))) && (
        <div className="border-b border-line p-2">
          <input
            type="search"
            data-autofocus
            aria-label={en.facets.search(en.filters.names[name])}
            placeholder={en.facets.search(en.filters.names[name])}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            className={`${INPUT} h-8 text-sm`}
          />
        </div>
      )}
      <fieldset className="min-h-0 overflow-y-auto p-1">
        <legend className="sr-only">{en.filters.names[name]}</legend>
        {single && (
          <Choice label={en.facets.any} single name={name} on={chosen.length === 0} onChange={() => set([])} />
        )}
        {found.map(({ value, label, option }) => (
          <Choice
            key={value}
            label={label}
            single={single}
            name={name}
            on={chosen.includes(value)}
            option={option}
            onChange={(on) => toggle(value, on)}
          />
        ))}
        {options !== null && found.length === 0 && <p className="px-2 py-1.5 text-text-subtle">{en.facets.none}</p>}
      </fieldset>
    </div>
  );
}

type Listed = { value: string; label: string; option: FacetCount | null };

/** What is set stands there even where nobody counted it, so that it can be taken off. */
function choicesOf(
  name: Name,
  chosen: readonly string[],
  names: FilterNames,
  options: readonly FacetCount[] | null,
): Listed[] {
  const counted = new Map(options?.map((option) => [option.value, option]));
  const values = new Set([...FIXED[name], ...counted.keys(), ...chosen]);
  return [...values].map((value) => {
    const option = counted.get(value) ?? (options ? { value, count: { n: 0, capped: false } } : null);
    return { value, label: option?.label ?? valueLabel(name, value, names), option };
  });
}

type ChoiceProps = {
  label: string;
  name: string;
  single: boolean;
  on: boolean;
  option?: FacetCount | null;
  onChange: (on: boolean) => void;
};

function Choice({ label, name, single, on, option, onChange }: ChoiceProps) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 hover:bg-neutral-bg pointer-coarse:min-h-11">
      <input
        type={single ? "radio" : "checkbox"}
        name={`filter-${name}`}
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-accent-solid"
      />
      <span className="min-w-0 flex-1 truncate" dir="auto" title={label}>
        {label}
      </span>
      {option && (
        <span className="tnum text-xs text-text-subtle">
          <span aria-hidden="true">{countLabel(option.count)}</span>
          <span className="sr-only">{en.facets.count(countLabel(option.count))}</span>
        </span>
      )}
    </label>
  );
}
