"use client";

import { cn } from "./cn";

type Props = {
  name: string;
  label: string;
  chosen: boolean;
  /** In a dialog: whether the group has the focus first. */
  first?: boolean;
  /** Cannot be chosen now; what is described by this id says why. */
  blockedBy?: string | undefined;
  onChoose: () => void;
};

/** One of a few short choices in a row; a native radio underneath. */
export function ChipRadio({ name, label, chosen, first = false, blockedBy, onChoose }: Props) {
  return (
    <label
      className={cn(
        "flex h-8 items-center rounded-md border px-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring pointer-coarse:h-11",
        blockedBy === undefined ? "cursor-pointer" : "cursor-not-allowed text-text-disabled",
        chosen ? "border-accent bg-selected font-semibold" : "border-line-strong bg-surface hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name={name}
        className="sr-only"
        checked={chosen}
        aria-disabled={blockedBy === undefined ? undefined : true}
        aria-describedby={blockedBy}
        onChange={() => blockedBy === undefined && onChoose()}
        data-autofocus={(first && chosen) || undefined}
      />
      {label}
    </label>
  );
}
