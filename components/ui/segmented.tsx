"use client";

import { useState } from "react";
import { cn } from "./cn";

type Props<V extends string> = {
  legend: string;
  name: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  /** The legend stays for those who do not see where it stands. */
  quiet?: boolean;
};

/** One of a few, side by side; native radios underneath. */
export function Segmented<V extends string>({ legend, name, value, options, onChange, quiet = false }: Props<V>) {
  const [chosen, setChosen] = useState(value);
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <legend className={quiet ? "sr-only" : "float-start min-w-20 font-semibold"}>{legend}</legend>
      <div className="inline-flex rounded-md border border-line-strong p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "cursor-pointer rounded-sm px-2.5 py-1 text-xs has-focus-visible:outline-2 has-focus-visible:outline-ring",
              chosen === option.value ? "bg-selected text-text" : "text-text-muted hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={chosen === option.value}
              onChange={() => {
                setChosen(option.value);
                onChange(option.value);
              }}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
