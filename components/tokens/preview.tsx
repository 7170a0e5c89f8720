"use client";

import { ChevronUp } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";

/** The panel beside a form; on a narrow screen a bar at the foot that opens. */
export function Preview({ title, summary, children }: { title: string; summary: string; children: ReactNode }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="z-20 border-line bg-surface max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:border-t max-lg:shadow-pop md:max-lg:start-14 lg:sticky lg:top-6 lg:rounded-lg lg:border"
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={`${id}-body`}
        onClick={() => setOpen(!open)}
        className="flex min-h-12 w-full items-center gap-2 px-4 py-2 text-start lg:hidden"
      >
        <span className="min-w-0 flex-1">{en.can.bar(summary)}</span>
        <ChevronUp aria-hidden className={cn("size-4 shrink-0", open && "rotate-180")} />
      </button>
      <div
        id={`${id}-body`}
        className={cn(
          "flex flex-col gap-3 p-4 max-lg:max-h-[60dvh] max-lg:overflow-y-auto max-lg:border-t max-lg:border-line lg:max-h-[calc(100dvh-48px)] lg:overflow-y-auto",
          !open && "max-lg:hidden",
        )}
      >
        <h2 id={`${id}-title`} className="font-semibold">
          {title}
        </h2>
        {children}
      </div>
    </section>
  );
}
