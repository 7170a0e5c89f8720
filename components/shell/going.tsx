"use client";

import { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

type Leaving = { readonly from: string; readonly title: string } | null;

const GoingContext = createContext<(title: string | null) => void>(() => {});

const QUIET_MS = 150;

/**
 * The page, and how one arrives at it. While a page that was asked for in the sidebar is long in coming, its heading over a
 * page's outline stands in for it; this is no `loading.tsx`, which would also stand in on a hard load, where a page must be
 * whole without a script. On arrival the focus goes to the heading, as on a hard load; a change of filters moves nothing.
 */
export function GoingFrame({ nav, outline, children }: { nav: ReactNode; outline: ReactNode; children: ReactNode }) {
  const path = usePathname();
  const before = useRef(path);
  const [leaving, setLeaving] = useState<Leaving>(null);
  const gone = leaving?.from === path ? leaving : null;
  const say = useCallback((title: string | null) => {
    setLeaving(title === null ? null : { from: location.pathname, title });
  }, []);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const heading = document.querySelector<HTMLElement>("main h1");
    if (!heading || document.querySelector("dialog[open]")) return;
    if (document.activeElement?.closest("main")) return; // the page has chosen its first field itself
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [path]);
  return (
    <GoingContext value={say}>
      {nav}
      <main id="main" className="mx-auto w-full max-w-[1600px] min-w-0 p-4 md:p-6" aria-busy={gone ? true : undefined}>
        {gone && (
          <>
            <h1 className="flex min-h-(--control-height) items-center pb-4 text-xl font-semibold">{gone.title}</h1>
            {outline}
          </>
        )}
        <div hidden={gone !== null}>{children}</div>
      </main>
    </GoingContext>
  );
}

/** Stands inside a link and says when its page is long in coming. */
export function Going({ title }: { title: string }) {
  const { pending } = useLinkStatus();
  const say = useContext(GoingContext);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => say(title), QUIET_MS);
    return () => {
      clearTimeout(timer);
      say(null);
    };
  }, [pending, title, say]);
  return null;
}
