"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { buttonLook } from "@/components/ui/button-look";
import { type Counted, PAGE_SIZES } from "@/lib/tokens/list-view";
import { ListLink, useListNavigation } from "./list-navigation";
import { type ListQuery, listHref } from "./list-query";

type Props = {
  query: ListQuery;
  shown: number;
  count: Counted;
  /** Where the pages around this one begin and end; null at either end of the list. */
  before: string | null;
  after: string | null;
};

/** How much is shown, how much at a time, and the way to the pages before and after. */
export function TokenPager({ query, shown, count, before, after }: Props) {
  const { go } = useListNavigation();
  const steps = useKeptStep(before, after);
  const size = PAGE_SIZES.find((known) => known === query.size) ?? 50;
  const many = before !== null || after !== null || shown > PAGE_SIZES[0];
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-3 text-xs text-text-subtle">
      <span className="tnum">
        {count.capped ? en.tokens.shownCapped(shown, count.n) : en.tokens.shown(shown, count.n)}
      </span>
      {many && (
        <div className="flex items-center gap-3">
          <label className="flex items-center gap-1.5">
            {en.tokens.rows}
            <select
              value={size}
              onChange={(event) => {
                const chosen = PAGE_SIZES.find((known) => String(known) === event.target.value) ?? size;
                go(listHref(query, { size: chosen }), { toTop: true });
              }}
              className="h-(--control-height) rounded-md border border-line-strong bg-surface px-1.5 text-sm text-text pointer-coarse:h-11"
            >
              {PAGE_SIZES.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <nav ref={steps} aria-label={en.tokens.pages} className="flex gap-2">
            <Step href={before === null ? null : listHref(query, { cursor: { before } })} rel="prev">
              <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              {en.tokens.previous}
            </Step>
            <Step href={after === null ? null : listHref(query, { cursor: { after } })} rel="next">
              {en.tokens.next}
              <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" />
            </Step>
          </nav>
        </div>
      )}
    </div>
  );
}

/** The last page has no next one: the focus that was on its link goes to the other. */
function useKeptStep(before: string | null, after: string | null): RefObject<HTMLElement | null> {
  const steps = useRef<HTMLElement>(null);
  const inside = useRef(false);
  useEffect(() => {
    const nav = steps.current;
    const note = (event: FocusEvent) => {
      inside.current = nav?.contains(event.target as Node) === true;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other pages around this one are what a link can be lost by
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) steps.current?.querySelector("a")?.focus();
  }, [before, after]);
  return steps;
}

/** A link to another page; where there is none, its word keeps its room. */
function Step({ href, rel, children }: { href: string | null; rel: "prev" | "next"; children: ReactNode }) {
  const look = buttonLook("secondary");
  if (href === null) return <span className={`${look} pointer-events-none text-text-disabled!`}>{children}</span>;
  return (
    <ListLink href={href} rel={rel} toTop className={look}>
      {children}
    </ListLink>
  );
}
