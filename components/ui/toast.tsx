"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

const ToastContext = createContext<(text: string) => void>(() => {});

/** Says in passing that something was done. Never the only place where an error appears. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

const SHOWN_MS = 6000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ text: string; id: number } | null>(null);
  const [held, setHeld] = useState(false);
  const say = useCallback((text: string) => setToast({ text, id: Date.now() }), []);
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  return (
    <ToastContext value={say}>
      {children}
      <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-4">
        {toast && (
          <div
            key={toast.id}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            className="pointer-events-auto rounded-lg bg-primary px-4 py-2.5 text-on-primary shadow-pop"
          >
            {toast.text}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
