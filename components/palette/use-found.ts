"use client";

import { useEffect, useRef, useState } from "react";
import type { Act } from "@/components/ui/use-act";
import type { Found } from "@/lib/search/view";

const PAUSE_MS = 120;

/** What the server found for the latest text, some moments after it was typed; an answer that comes late is not shown. */
export function useFound(search: Act<Found>, q: string): { found: Found | null; failed: boolean } {
  const [state, setState] = useState<{ found: Found | null; failed: boolean }>({ found: null, failed: false });
  const latest = useRef(q);
  useEffect(() => {
    latest.current = q;
    if (q === "") return setState({ found: null, failed: false });
    const ask = async () => {
      const answer = await search({ q }).catch(() => null);
      if (latest.current !== q) return;
      setState(answer?.ok ? { found: answer.value, failed: false } : { found: null, failed: true });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search, q]);
  return state;
}
