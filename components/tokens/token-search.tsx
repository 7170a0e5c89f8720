"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { secretMark } from "@/lib/core/text";
import { useListNavigation } from "./list-navigation";
import { type ListQuery, listHref, listParams } from "./list-query";

const PAUSE_MS = 200;

/** Searches as one types. A whole secret that is pasted never leaves the browser: what it is known by is searched for. */
export function TokenSearch({ query }: { query: ListQuery }) {
  const [pasted, setPasted] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<HTMLInputElement>(null);
  const { go } = useListNavigation();
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (box.current && box.current !== document.activeElement) box.current.value = query.q; // cleared, or gone back to
  }, [query.q]);

  const search = (text: string) => {
    const mark = secretMark(text);
    setPasted(mark !== null);
    const q = mark ?? text.trim();
    if (mark && box.current) box.current.value = mark;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(listHref(query, { q }), { replace: true }), PAUSE_MS);
  };
  return (
    <form action="/tokens" className="w-full sm:w-72" onSubmit={(event) => event.preventDefault()}>
      {hidden(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-text-subtle"
        />
        <input
          ref={box}
          type="search"
          name="q"
          data-list-search
          aria-label={en.tokens.search}
          placeholder={en.tokens.searchPlaceholder}
          defaultValue={query.q}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search(event.target.value)}
          className={`${INPUT} h-(--control-height)! ps-8 text-sm pointer-coarse:h-11!`}
        />
      </div>
      {pasted && (
        <p role="status" className="pt-1 text-xs text-warning-text">
          {en.tokens.secretPasted}
        </p>
      )}
    </form>
  );
}

/** The rest of the query, so that a search without a script stays in its tab and filters. */
function hidden(query: ListQuery): [string, string][] {
  return [...new URLSearchParams(listParams({ ...query, q: "", cursor: null }))];
}
