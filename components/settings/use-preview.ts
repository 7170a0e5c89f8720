"use client";

import { useEffect, useState } from "react";
import type { Act } from "@/components/ui/use-act";

const WAIT_MS = 200;

/**
 * What settings would meet, asked again a little after they change. `shown` stays while the next answer is on its way, so
 * that nothing jumps; `failed` says that there is no answer for what is chosen now.
 */
export function usePreview<T>(ask: Act<T>, input: object | null, initial: T | null) {
  const [shown, setShown] = useState(initial);
  const [failed, setFailed] = useState(false);
  const key = input === null ? null : JSON.stringify(input);
  const [first] = useState(key);
  const [asked, setAsked] = useState(first);
  useEffect(() => {
    if (key === null || key === asked) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await ask(JSON.parse(key)).catch(() => null);
      if (!current) return;
      setAsked(key);
      setFailed(!answer?.ok);
      if (answer?.ok) setShown(answer.value);
    }, WAIT_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, key, asked]);
  return { shown, failed };
}
