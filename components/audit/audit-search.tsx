"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { AUDIT_SEARCH_MAX } from "@/lib/audit/limits";
import { type LogAddress, logParams } from "./log-address";

const PAUSE_MS = 250;

/** Searches as one types; without a script, when one sends it. */
export function AuditSearch({ address, onSearch }: { address: LogAddress; onSearch: (q: string) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The filter may be taken away elsewhere; what is being typed is not overwritten.
    if (box.current && document.activeElement !== box.current) box.current.value = address.q;
  }, [address.q]);
  const search = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
  };
  return (
    <search className="w-full sm:w-72">
      <form action="/audit" onSubmit={(event) => event.preventDefault()}>
        {[...logParams({ ...address, q: "" })].map(([name, value]) => (
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
            data-search
            aria-label={en.audit.search}
            placeholder={en.audit.searchPlaceholder}
            defaultValue={address.q}
            maxLength={AUDIT_SEARCH_MAX}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => search(event.target.value)}
            className={`${INPUT} h-(--control-height) ps-8 text-sm`}
          />
        </div>
      </form>
    </search>
  );
}
