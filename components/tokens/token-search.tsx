"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { secretMark } from "@/lib/core/text";
import { useListNavigation } from "./list-navigation";

const PAUSE_MS = 200;

type Props = {
  q: string;
  /** The rest of the address, so that a search stays in its tab and filters, with a script or without. */
  rest: readonly (readonly [name: string, value: string])[];
};

/** Searches as one types. A whole secret that is pasted never leaves the browser: what it is known by is searched for. */
export function TokenSearch({ q: given, rest }: Props) {
  const [pasted, setPasted] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<HTMLInputElement>(null);
  const { go } = useListNavigation();
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (box.current && box.current !== document.activeElement) box.current.value = given; // cleared, or gone back to
  }, [given]);

  const search = (text: string) => {
    const mark = secretMark(text);
    setPasted(mark !== null);
    const q = mark ?? text.trim();
    if (mark && box.current) box.current.value = mark;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(searchHref(rest, q), { replace: true }), PAUSE_MS);
  };
  return (
    <form action="/tokens" className="w-full sm:w-72" onSubmit={(event) => event.preventDefault()}>
      {rest.map(([name, value]) => (
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
          aria-label={en.list.search}
          placeholder={en.list.searchPlaceholder}
          defaultValue={given}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search(event.target.value)}
          className={`${INPUT} h-(--control-height)! ps-8 text-sm pointer-coarse:h-11!`}
        />
      </div>
      {pasted && (
        <p role="status" className="pt-1 text-xs text-warning-text">
          {en.list.secretPasted}
        </p>
      )}
    </form>
  );
}

function searchHref(rest: Props["rest"], q: string): string {
  const params = new URLSearchParams([...rest].map(([name, value]) => [name, value]));
  if (q !== "") params.set("q", q);
  return `/tokens?${params}`;
}
