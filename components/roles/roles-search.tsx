"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { ROLE_SEARCH_MAX } from "@/lib/roles/limits";
import { rolesHref } from "./list-address";

const PAUSE_MS = 200;

/** Searches as one types; without a script, when one sends it. */
export function RolesSearch({ q }: { q: string }) {
  const [, start] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const router = useRouter();
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    clearTimeout(timer.current);
    const href = rolesHref({ q: text.trim(), page: 1 });
    timer.current = setTimeout(() => start(() => router.replace(href, { scroll: false })), PAUSE_MS);
  };
  return (
    <search className="relative w-full sm:max-w-72">
      <form action="/roles" onSubmit={(event) => event.preventDefault()}>
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-text-subtle"
        />
        <input
          type="search"
          name="q"
          data-search
          aria-label={en.roles.search}
          placeholder={en.roles.searchPlaceholder}
          defaultValue={q}
          maxLength={ROLE_SEARCH_MAX}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search(event.target.value)}
          className={`${INPUT} ps-8 text-sm`}
        />
      </form>
    </search>
  );
}
