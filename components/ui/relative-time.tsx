"use client";

import { useEffect, useState } from "react";
import { formatExact, formatRelative } from "./format-time";

type Props = { at: number; serverNow: number; zone: string };

/** An instant in words that go on ticking; the first render in the browser is the server's. */
export function RelativeTime({ at, serverNow, zone }: Props) {
  const now = useNow(serverNow);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, zone)} className="whitespace-nowrap">
      {formatRelative(at - now)}
    </time>
  );
}

const TICK_MS = 30_000;

function useNow(serverNow: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const behind = serverNow - Date.now(); // the viewer's clock may be wrong
    const tick = () => document.visibilityState === "visible" && setNow(Date.now() + behind);
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [serverNow]);
  return now;
}
