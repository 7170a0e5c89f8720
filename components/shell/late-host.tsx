"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Act } from "@/components/ui/use-act";
import type { Found } from "@/lib/search/view";
import { HEARD } from "./layers";

const LateFrame = dynamic(() => import("./late-frame").then((late) => late.LateFrame), { ssr: false });

/** Hears for the whole console. What it does then is loaded with the first that is heard, and told all of it. */
export function LateHost({ search }: { search: Act<Found> }) {
  const [awake, setAwake] = useState(false);
  const heard = useRef<Event[]>([]);
  const taken = useRef(false);
  useEffect(() => {
    const hear = (event: Event) => {
      if (taken.current) return;
      if (event instanceof KeyboardEvent && event.key === "k" && (event.ctrlKey || event.metaKey))
        event.preventDefault();
      heard.current.push(event);
      setAwake(true);
    };
    for (const kind of HEARD) window.addEventListener(kind, hear);
    return () => {
      for (const kind of HEARD) window.removeEventListener(kind, hear);
    };
  }, []);
  const take = useCallback(() => {
    taken.current = true;
    return heard.current;
  }, []);
  return awake ? <LateFrame search={search} take={take} /> : null;
}
