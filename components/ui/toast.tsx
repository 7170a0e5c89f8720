"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import * as en from "@/components/messages/en";

type Said = { readonly text: string; readonly at: number };

const SayContext = createContext<(text: string) => void>(() => {});
const RecentContext = createContext<readonly Said[]>([]);

/** Says in passing that something was done. Never the only place where an error appears. */
export function useToast(): (text: string) => void {
  return useContext(SayContext);
}

/** What was said since the page was loaded, newest first: for whoever looked away. */
export function useRecent(): readonly Said[] {
  return useContext(RecentContext);
}

const SHOWN_MS = 6000;
const KEPT = 10;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [recent, setRecent] = useState<readonly Said[]>([]);
  const [toast, setToast] = useState<Said | null>(null);
  const [held, setHeld] = useState(false);
  const say = useCallback((text: string) => {
    const said = { text, at: Date.now() };
    setToast(said);
    setHeld(false);
    setRecent((before) => [said, ...before].slice(0, KEPT));
  }, []);
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <SayContext value={say}>
      <RecentContext value={recent}>{children}</RecentContext>
      <div
        role="status"
        onPointerEnter={hold}
        onPointerLeave={release}
        onFocus={hold}
        onBlur={release}
        className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-4"
      >
        {toast && (
          <div
            key={toast.at}
            className="pointer-events-auto flex items-center gap-3 rounded-lg bg-primary py-1.5 ps-4 pe-2 text-on-primary shadow-pop"
          >
            <span className="min-w-0 wrap-anywhere">{toast.text}</span>
            <button
              type="button"
              aria-label={en.common.dismiss}
              onClick={() => setToast(null)}
              className="grid size-7 shrink-0 place-items-center rounded-md hover:bg-primary-hover focus-visible:-outline-offset-2"
            >
              <X aria-hidden className="size-4" />
            </button>
          </div>
        )}
      </div>
    </SayContext>
  );
}
