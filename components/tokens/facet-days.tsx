"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { TextField } from "@/components/ui/field";
import type { DayRange } from "@/lib/tokens/list-view";
import { isDay } from "./list-filters";

/** Two days and what lies between. It counts as soon as both make sense. */
export function FacetDays({ days, onChange }: { days: DayRange | null; onChange: (days: DayRange | null) => void }) {
  const [draft, setDraft] = useState<DayRange>(days ?? { from: "", to: "" });
  const wrong = isDay(draft.from) && isDay(draft.to) && draft.from > draft.to;
  const set = (change: Partial<DayRange>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    if (isDay(next.from) && isDay(next.to) && next.from <= next.to) onChange(next);
    if (next.from === "" && next.to === "" && days) onChange(null);
  };
  return (
    <div className="flex flex-col gap-3 p-3">
      <TextField
        label={en.facets.from}
        type="date"
        data-autofocus
        value={draft.from}
        onChange={(event) => set({ from: event.target.value })}
      />
      <TextField
        label={en.facets.to}
        type="date"
        value={draft.to}
        help={en.facets.daysHelp}
        errors={wrong ? [en.facets.daysWrong] : undefined}
        onChange={(event) => set({ to: event.target.value })}
      />
    </div>
  );
}
