"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { buttonLook } from "@/components/ui/button-look";
import { ListLink, useListNavigation } from "./list-navigation";

type Props = {
  /** How much is shown, of how much. */
  shown: string;
  size: number;
  /** How many rows there may be at a time, and where that leads; none where all that there is fits. */
  sizes: readonly { size: number; href: string }[];
  /** The pages around this one; null at either end of the list. */
  before: string | null;
  after: string | null;
};

/** How much is shown, how much at a time, and the way to the pages before and after. */
export function TokenPager({ shown, size, sizes, before, after }: Props) {
  const { go } = useListNavigation();
  const steps = useKeptStep(before, after);
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-3 text-xs text-text-subtle">
      <span className="tnum">{shown}</span>
      {sizes.length > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <label className="flex items-center gap-1.5">
            {en.list.rows}
            <select
              value={size}
              onChange={(event) => {
                const chosen = sizes.find((each) => String(each.size) === event.target.value);
                if (chosen) go(chosen.href, { toTop: true });
              }}
              className="h-(--control-height) rounded-md border border-line-strong bg-surface px-1.5 text-sm text-text pointer-coarse:h-11"
            >
              {sizes.map((each) => (
                <option key={each.size}>{each.size}</option>
              ))}
            </select>
          </label>
          <nav ref={steps} aria-label={en.list.pages} className="flex gap-2">
            <Step href={before} rel="prev">
              <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              {en.list.previous}
            </Step>
            <Step href={after} rel="next">
              {en.list.next}
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

/** A link to another page; where there is none, its room is kept, so that the other one stays where it is. */
function Step({ href, rel, children }: { href: string | null; rel: "prev" | "next"; children: ReactNode }) {
  const look = buttonLook("secondary");
  if (href === null)
    return (
      <span aria-hidden className={`${look} invisible`}>
        {children}
      </span>
    );
  return (
    <ListLink href={href} rel={rel} toTop className={look}>
      {children}
    </ListLink>
  );
}
