import type { ReactNode } from "react";
import { cn } from "./cn";

const TONES = {
  danger: "bg-danger-bg text-danger-text [&_svg]:text-danger-icon",
  warning: "bg-warning-bg text-warning-text [&_svg]:text-warning-icon",
  info: "bg-info-bg text-info-text [&_svg]:text-info-icon",
  neutral: "bg-neutral-bg text-neutral-text [&_svg]:text-neutral-icon",
} as const;

/** A word with an icon, for what is out of the ordinary. */
export function Pill({ tone, icon, children }: { tone: keyof typeof TONES; icon: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cn(
        "pill flex h-5 w-fit max-w-full items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-xs [&_svg]:size-3",
        TONES[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
