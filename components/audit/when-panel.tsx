"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { PRESETS, type Preset } from "./log-address";
import type { PanelProps } from "./panel-props";

/** How far back to look, or which days. */
export function WhenPanel({ address: { time }, anchor, onChange, onClose }: PanelProps) {
  const words = en.audit.filters;
  const days = time && typeof time !== "string" ? time : { first: "", last: "" };
  const [first, setFirst] = useState(days.first);
  const [last, setLast] = useState(days.last);
  const [wrong, setWrong] = useState(false);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const fits = first !== "" && last !== "" && first <= last;
    setWrong(!fits);
    if (fits) onChange({ time: { first, last } });
  };
  return (
    <Popover label={words.when} anchor={anchor} width={300} onClose={onClose}>
      <fieldset className="flex flex-col p-2">
        <legend className="sr-only">{words.when}</legend>
        {[null, ...(Object.keys(PRESETS) as Preset[])].map((preset) => (
          <label key={preset} className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-hover">
            <input
              type="radio"
              name="time"
              checked={time === preset}
              data-autofocus={time === preset ? "" : undefined}
              onChange={() => onChange({ time: preset })}
            />
            {preset === null ? words.any : words.presets[preset]}
          </label>
        ))}
      </fieldset>
      <form onSubmit={apply} noValidate className="flex flex-col gap-2 border-t border-line p-3">
        <div className="grid grid-cols-2 gap-2">
          <TextField
            label={words.from}
            type="date"
            value={first}
            max={last || undefined}
            onChange={(event) => setFirst(event.target.value)}
          />
          <TextField
            label={words.to}
            type="date"
            value={last}
            min={first || undefined}
            onChange={(event) => setLast(event.target.value)}
          />
        </div>
        {wrong && (
          <p role="alert" className="text-xs text-danger-text">
            {words.badRange}
          </p>
        )}
        <Button type="submit">{words.apply}</Button>
      </form>
    </Popover>
  );
}
