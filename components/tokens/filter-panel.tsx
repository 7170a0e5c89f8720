"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Popover } from "@/components/ui/popover";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { FacetCount } from "@/lib/tokens/list-view";
import { FacetChoices } from "./facet-choices";
import { FacetDays } from "./facet-days";
import type { FilterNames } from "./filter-words";
import type { FilterName, Filters } from "./list-filters";
import { useListNavigation } from "./list-navigation";
import { type ListQuery, listHref } from "./list-query";

type Props = {
  /** The filter to set; null lets one be chosen first. */
  name: FilterName | null;
  choices: readonly FilterName[];
  anchor: HTMLElement;
  query: ListQuery;
  names: FilterNames;
  facet: Act<FacetCount[]>;
  onClose: () => void;
};

const WIDTH = 280;
const PAUSE_MS = 200;

/** The panel in which a filter is set. Every choice counts at once: there is nothing to apply. */
export function FilterPanel({ name: given, choices, anchor, query, names, facet, onClose }: Props) {
  const [name, setName] = useState(given);
  const { go } = useListNavigation();
  const [filters, setFilters] = useState(query.filters);
  const change = (change: Partial<Filters>) => {
    const changed = { ...filters, ...change };
    setFilters(changed);
    go(listHref(query, { filters: changed }));
  };
  const title = name ? en.facets.panel(en.filters.names[name]) : en.facets.choose;
  return (
    <Popover label={title} anchor={anchor} width={WIDTH} onClose={onClose} key={name}>
      {name === null ? (
        <ul className="p-1">
          {choices.map((choice, at) => (
            <li key={choice}>
              <button
                type="button"
                data-autofocus={at === 0 ? true : undefined}
                onClick={() => setName(choice)}
                className="flex h-8 w-full items-center justify-between rounded-sm px-2 text-start hover:bg-neutral-bg pointer-coarse:h-11"
              >
                {en.filters.names[choice]}
                <ChevronRight aria-hidden className="size-4 text-text-subtle rtl:-scale-x-100" />
              </button>
            </li>
          ))}
        </ul>
      ) : name === "created" ? (
        <FacetDays days={filters.created} onChange={(created) => change({ created })} />
      ) : (
        <Options name={name} filters={filters} query={query} names={names} facet={facet} onChange={change} />
      )}
    </Popover>
  );
}

type OptionsProps = Pick<Props, "query" | "names" | "facet"> & {
  name: Exclude<FilterName, "created">;
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
};

/** Choices stand there at once; how many tokens each would leave follows. */
function Options({ name, filters, query, names, facet, onChange }: OptionsProps) {
  const { run, trouble } = useAct(facet);
  const [options, setOptions] = useState<FacetCount[] | null>(null);
  const [search, setSearch] = useState("");
  const [{ view: tab, q }] = useState(query);
  const [others] = useState(filters); // a filter's own values do not change what its others would leave
  useEffect(() => {
    let wanted = true;
    const ask = () =>
      void run({ tab, filters: { ...others, q }, facet: name, search }).then(
        (answer) => wanted && answer && setOptions(answer.value),
      );
    const timer = setTimeout(ask, search === "" ? 0 : PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [tab, q, others, name, search, run]);
  return (
    <>
      <TroubleNote trouble={trouble} />
      <FacetChoices
        name={name}
        filters={filters}
        names={names}
        options={options}
        search={search}
        onSearch={setSearch}
        onChange={onChange}
      />
    </>
  );
}
