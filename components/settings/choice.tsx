import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";

type Props<V extends string | number | null> = {
  id?: string;
  label?: string;
  value: V;
  options: readonly { value: V; label: string }[];
  invalid?: boolean;
  onChange: (value: V) => void;
};

/** One of a few values; the browser's own menu. A value that is none of the offered ones must be among the options. */
export function Choice<V extends string | number | null>({ id, label, value, options, invalid, onChange }: Props<V>) {
  return (
    <span className="relative block max-w-65">
      <select
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        value={options.findIndex((option) => option.value === value)}
        onChange={(event) => {
          const chosen = options[Number(event.target.value)];
          if (chosen) onChange(chosen.value);
        }}
        className={cn(INPUT, "appearance-none pe-8")}
      >
        {options.map((option, index) => (
          <option key={option.label} value={index}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-text-muted"
      />
    </span>
  );
}
