"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { Field, INPUT } from "./field";

type Props = Omit<ComponentProps<"select">, "id" | "children"> & {
  label: string;
  help?: string;
  errors?: readonly string[] | undefined;
  options: readonly { value: string; label: string }[];
};

/** A choice of one among a few plain words: the browser's own menu. */
export function SelectField({ label, help, errors, options, ...select }: Props) {
  return (
    <Field label={label} help={help} errors={errors}>
      {(tie) => (
        <span className="relative">
          <select {...select} {...tie} className={`${INPUT} appearance-none pe-8`}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-text-muted"
          />
        </span>
      )}
    </Field>
  );
}
