"use client";

import { ListFilter, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Act } from "@/components/ui/use-act";
import type { FacetCount } from "@/lib/tokens/list-view";
import { type FilterNames, filterLabel } from "./filter-words";
import { FILTER_NAMES, type FilterName, filtersSet, NO_FILTERS } from "./list-filters";
import { ListLink, useListNavigation } from "./list-navigation";
import { type ListQuery, listHref } from "./list-query";

const loadPanel = () => import("./filter-panel");
const FilterPanel = dynamic(() => loadPanel().then((late) => late.FilterPanel), { ssr: false });

type Props = {
  query: ListQuery;
  names: FilterNames;
  /** Filters that the viewer can use. */
  offered: readonly FilterName[];
  facet: Act<FacetCount[]>;
};

/** The filters that are set, a chip each, and the way to more of them. */
export function FilterBar({ query, names, offered, facet }: Props) {
  const [open, setOpen] = useState<{ name: FilterName | null; anchor: HTMLElement } | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const { go } = useListNavigation();
  const set = filtersSet(query.filters);
  const early = { onPointerEnter: () => void loadPanel(), onFocus: () => void loadPanel() };
  const left = offered.filter((name) => !set.includes(name));
  return (
    <fieldset aria-label={en.filters.label} className="flex min-w-0 flex-wrap items-center gap-2">
      {set.map((name) => (
        <span
          key={name}
          className="inline-flex max-w-full items-stretch rounded-md border border-line-strong bg-surface"
        >
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={open?.name === name}
            aria-label={en.filters.edit(en.filters.names[name], filterLabel(query.filters, name, names))}
            onClick={(event) => setOpen({ name, anchor: event.currentTarget })}
            {...early}
            className="min-w-0 truncate rounded-s-md ps-2.5 pe-1 text-start hover:bg-hover pointer-coarse:min-h-11"
          >
            <span className="text-text-muted">{en.filters.names[name]}: </span>
            {filterLabel(query.filters, name, names)}
          </button>
          <ListLink
            href={listHref(query, { filters: { ...query.filters, [name]: NO_FILTERS[name] } })}
            aria-label={en.filters.remove(en.filters.names[name])}
            className="grid min-h-7 w-7 shrink-0 place-items-center rounded-e-md text-text-muted hover:bg-hover pointer-coarse:w-11"
          >
            <X aria-hidden className="size-3.5" />
          </ListLink>
        </span>
      ))}
      {left.length > 0 && (
        <button
          ref={add}
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open !== null && open.anchor === add.current}
          onClick={(event) => setOpen({ name: null, anchor: event.currentTarget })}
          {...early}
          className={cn(PLAIN, "border border-dashed border-line-strong text-text-muted")}
        >
          <ListFilter aria-hidden className="size-4" strokeWidth={1.75} />
          {en.filters.add}
        </button>
      )}
      {(set.length > 0 || query.q !== "") && (
        <ListLink href={listHref(query, { q: "", filters: NO_FILTERS })} className={cn(PLAIN, "text-accent")}>
          {en.filters.clear}
        </ListLink>
      )}
      {open && (
        <FilterPanel
          name={open.name}
          choices={FILTER_NAMES.filter((name) => left.includes(name))}
          anchor={open.anchor}
          query={query}
          names={names}
          facet={facet}
          onChange={(filters) => go(listHref(query, { filters }))}
          onClose={() => setOpen(null)}
        />
      )}
    </fieldset>
  );
}

const PLAIN =
  "inline-flex h-(--control-height) items-center gap-1.5 rounded-md px-2.5 hover:bg-hover pointer-coarse:min-h-11";
