import type { ReactNode } from "react";
import { cn } from "./cn";

/** A list that scrolls in itself, also by keyboard. */
export function ScrollList({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <ul tabIndex={0} aria-label={label} className={cn("overflow-y-auto", className)}>
      {children}
    </ul>
  );
}
