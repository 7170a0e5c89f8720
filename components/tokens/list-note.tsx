import { Info } from "lucide-react";
import type { ReactNode } from "react";

/** One quiet line about how the list came to be what it is. */
export function ListNote({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-center gap-1.5 text-xs text-text-muted">
      <Info aria-hidden className="size-4 shrink-0" />
      {children}
    </p>
  );
}
