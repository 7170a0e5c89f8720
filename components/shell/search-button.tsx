"use client";

import { Search } from "lucide-react";
import { useSyncExternalStore } from "react";
import * as en from "@/components/messages/en";
import { isApple } from "./is-apple";
import { Key } from "./key";
import { openLayer } from "./layers";

const never = () => () => {};

/** Opens the palette; on a narrow screen it is the sign alone. */
export function SearchButton() {
  const apple = useSyncExternalStore(never, isApple, () => false);
  return (
    <button
      type="button"
      title={en.nav.search}
      aria-haspopup="dialog"
      aria-keyshortcuts={apple ? "Meta+K" : "Control+K"}
      onClick={() => openLayer("palette")}
      className="flex h-8 items-center justify-center gap-2 rounded-md px-2 text-text-muted hover:bg-hover pointer-coarse:size-11 lg:justify-start lg:border lg:border-line-strong lg:bg-surface lg:pointer-coarse:w-auto"
    >
      <Search aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="flex-1 truncate text-start max-lg:sr-only">{en.nav.search}</span>
      <span aria-hidden="true" className="max-lg:hidden">
        <Key>{apple ? en.nav.searchKeys.apple : en.nav.searchKeys.others}</Key>
      </span>
    </button>
  );
}
