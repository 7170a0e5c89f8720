"use client";

import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import type { Act } from "@/components/ui/use-act";
import type { Counted } from "@/lib/tokens/list-view";
import type { ListedSet } from "./list-frame";
import { useListNavigation } from "./list-navigation";

const ASK_MS = 30_000;

type Props = { set: ListedSet; since: number; count: Act<Counted> };

/** Rows never move under a reader: that others changed some is said, and shown when it is wanted. */
export function ChangedNote({ set, since, count }: Props) {
  const [changes, setChanges] = useState<Counted | null>(null);
  const { refresh } = useListNavigation();
  useEffect(() => {
    setChanges(null);
    let live = true;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await count({ ...set, since }).catch(() => null);
      if (live && answer?.ok && answer.value.n > 0) setChanges(answer.value);
    };
    const timer = setInterval(() => void ask(), ASK_MS);
    const seen = () => void ask();
    document.addEventListener("visibilitychange", seen);
    return () => {
      live = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [set, since, count]);
  return (
    <div role="status">
      {changes && (
        <p className="flex flex-wrap items-center gap-x-2 pb-2 text-xs text-text-muted">
          {en.list.changed(changes.n, changes.capped)}
          <button
            type="button"
            onClick={refresh}
            className="inline-flex min-h-6 items-center gap-1 rounded-sm font-semibold text-accent hover:underline"
          >
            <RefreshCw aria-hidden className="size-3.5" />
            {en.list.refresh}
          </button>
        </p>
      )}
    </div>
  );
}
