import { cn } from "./cn";

type Props = {
  id: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Cannot be changed now; what is described by this id says why. */
  blockedBy?: string | undefined;
  on: string;
  off: string;
};

/** On or off, with the word beside it: a native checkbox underneath. */
export function Switch({ id, checked, onChange, blockedBy, on, off }: Props) {
  const blocked = blockedBy !== undefined;
  return (
    <span className="inline-flex items-center gap-2.5">
      <span className="relative inline-flex">
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={checked}
          checked={checked}
          aria-disabled={blocked || undefined}
          aria-describedby={blockedBy}
          onChange={(event) => !blocked && onChange(event.target.checked)}
          className={cn(
            "peer h-5 w-9 cursor-pointer appearance-none rounded-full border border-control bg-sunken transition-colors duration-75",
            "after:absolute after:start-1 after:top-1 after:size-3 after:rounded-full after:bg-control after:transition-transform after:duration-75",
            "checked:border-accent-solid checked:bg-accent-solid checked:after:translate-x-4 checked:after:bg-on-accent rtl:checked:after:-translate-x-4",
            "aria-disabled:cursor-not-allowed aria-disabled:opacity-60 forced-colors:appearance-auto",
          )}
        />
      </span>
      <span aria-hidden className="text-text-muted">
        {checked ? on : off}
      </span>
    </span>
  );
}
