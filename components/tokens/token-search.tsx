"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState, useTransition } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { looksLikeSecret } from "@/lib/core/text";
import { type ListQuery, listHref } from "./list-query";

const PAUSE_MS = 200;

/** Searches as one types. A whole secret that is pasted never leaves the browser: its last four are searched for. */
export function TokenSearch({ query }: { query: ListQuery }) {
  const [pasted, setPasted] = useState(false);
  const [, start] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<HTMLInputElement>(null);
  const router = useRouter();
  useEffect(() => () => clearTimeout(timer.current), []);
  useSlashFocus(box);

  const search = (text: string) => {
    const secret = looksLikeSecret(text);
    setPasted(secret);
    const q = secret ? text.trim().slice(-4) : text.trim();
    if (secret && box.current) box.current.value = q;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => start(() => router.replace(listHref(query, { q }), { scroll: false })), PAUSE_MS);
  };
  return (
    <form action="/tokens" className="w-full sm:max-w-72" onSubmit={(event) => event.preventDefault()}>
      <input type="hidden" name="view" value={query.view} />
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-text-subtle"
        />
        <input
          ref={box}
          type="search"
          name="q"
          aria-label={en.tokens.search}
          placeholder={en.tokens.searchPlaceholder}
          defaultValue={query.q}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search(event.target.value)}
          className={`${INPUT} ps-8 text-sm`}
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

/** `/` goes to the search, unless one is writing somewhere. */
function useSlashFocus(box: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const writing = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable], dialog");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [box]);
}
