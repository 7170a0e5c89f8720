"use client";

import { ListFilter, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Act } from "@/components/ui/use-act";
import type { FacetCount } from "@/lib/tokens/list-view";
import type { FilterNames } from "./filter-words";
import type { FilterName } from "./list-filters";
import { ListLink } from "./list-navigation";
import type { ListQuery } from "./list-query";

const loadPanel = () => import("./filter-panel");
const FilterPanel = dynamic(() => loadPanel().then((late) => late.FilterPanel), { ssr: false });

type Props = {
  query: ListQuery;
  names: FilterNames;
  /** The filters that are set, in words, with the list without each. */
  chips: readonly { name: FilterName; label: string; values: string; without: string }[];
  /** The filters that are not set. */
  left: readonly FilterName[];
  /** The list without any; null where it has none. */
  clear: string | null;
  facet: Act<FacetCount[]>;
};

/** The filters that are set, a chip each, and the way to more of them. */
export function FilterBar({ query, names, chips, left, clear, facet }: Props) {
  const [open, setOpen] = useState<{ name: FilterName | null; anchor: HTMLElement } | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const before = useRef(chips.length);
  useEffect(() => {
    if (chips.length < before.current && document.activeElement === document.body) add.current?.focus();
    before.current = chips.length; // the focus was on a chip that is gone
  }, [chips.length]);
  const early = { onPointerEnter: () => void loadPanel(), onFocus: () => void loadPanel() };
  return (
    <fieldset aria-label={en.list.filters} className="flex min-w-0 flex-wrap items-center gap-2">
      {chips.map(({ name, label, values, without }) => (
        <span
          key={name}
          className="inline-flex max-w-full items-stretch rounded-md border border-line-strong bg-surface"
        >
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={open?.name === name}
            aria-label={en.list.edit(label, values)}
            onClick={(event) => setOpen({ name, anchor: event.currentTarget })}
            {...early}
            className="min-w-0 truncate rounded-s-md ps-2.5 pe-1 text-start hover:bg-hover pointer-coarse:min-h-11"
          >
            <span className="text-text-muted">{label}: </span>
            {values}
          </button>
          <ListLink
            href={without}
            aria-label={en.list.remove(label)}
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
          {en.list.addFilter}
        </button>
      )}
      {clear !== null && (
        <ListLink href={clear} className={cn(PLAIN, "text-accent")}>
          {en.list.clearFilters}
        </ListLink>
      )}
      {open && (
        <FilterPanel
          name={open.name}
          choices={left}
          anchor={open.anchor}
          query={query}
          names={names}
          facet={facet}
          onClose={() => setOpen(null)}
        />
      )}
    </fieldset>
  );
}

const PLAIN =
  "inline-flex h-(--control-height) items-center gap-1.5 rounded-md px-2.5 hover:bg-hover pointer-coarse:min-h-11";
