"use client";

import { Ban, Pause, X } from "lucide-react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { useOnline } from "@/components/ui/use-online";

export type BulkAct = "pause" | "revoke";

type Props = {
  selected: string;
  onAct: (act: BulkAct) => void;
  onClear: () => void;
};

/** What can be done with what is selected. It floats over the list's end and covers no focus (ux 5.2). */
export function BulkBar({ selected, onAct, onClear }: Props) {
  const online = useOnline();
  const away = online ? {} : { disabled: true, "aria-describedby": "bulk-away" };
  return (
    <section
      aria-label={en.list.bulkRegion}
      className="fixed inset-x-4 bottom-4 z-20 mx-auto flex w-fit max-w-[calc(100vw-32px)] flex-wrap items-center gap-2 rounded-lg bg-raised p-2 ps-4 shadow-pop"
    >
      <span className="tnum pe-1 font-semibold">{selected}</span>
      <Button {...away} icon={<Pause aria-hidden className="size-4" />} onClick={() => onAct("pause")}>
        {en.list.bulkPause}
      </Button>
      <Button {...away} icon={<Ban aria-hidden className="size-4" />} onClick={() => onAct("revoke")}>
        {en.list.bulkRevoke}
      </Button>
      {!online && (
        <span id="bulk-away" className="text-xs text-text-muted">
          {en.list.away}
        </span>
      )}
      <Button look="ghost" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
        {en.list.clearSelection}
        <kbd className="rounded-sm border border-line px-1 font-mono text-2xs text-text-subtle max-md:hidden">
          {en.list.escape}
        </kbd>
      </Button>
    </section>
  );
}
