"use client";

import { useEffect, useState } from "react";
import { onTick } from "./clock";
import { formatExact, formatRelative } from "./format-time";

type Props = {
  at: number;
  serverNow: number;
} & ({ zone: string } | { /** The exact instant in words, where the server has written it already. */ title: string });

/** An instant in words that go on ticking; the first render in the browser is the server's. */
export function RelativeTime({ at, serverNow, ...exact }: Props) {
  const now = useNow(serverNow, at);
  const title = "title" in exact ? exact.title : formatExact(at, exact.zone);
  return (
    <time dateTime={new Date(at).toISOString()} title={title} className="whitespace-nowrap">
      {formatRelative(at - now)}
    </time>
  );
}

const YOUNG_MS = 120_000;

/** The server's clock as it goes on: often while `at` is young, seldom later. */
function useNow(serverNow: number, at: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const behind = serverNow - Date.now(); // the viewer's clock may be wrong
    setNow(serverNow);
    return onTick({
      often: () => Date.now() + behind - at < YOUNG_MS,
      tick: () => setNow(Date.now() + behind),
    });
  }, [serverNow, at]);
  return now;
}
