import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const TONES = {
  info: ["bg-info-bg text-info-text", Info],
  warning: ["bg-warning-bg text-warning-text", TriangleAlert],
  danger: ["bg-danger-bg text-danger-text", CircleAlert],
  neutral: ["bg-neutral-bg text-neutral-text", Info],
} as const;

/** A sentence that must not be missed. */
export function Callout({
  tone,
  children,
  act,
  role,
}: {
  tone: keyof typeof TONES;
  children: ReactNode;
  /** What can be done about it, at its end. */
  act?: ReactNode;
  role?: "alert" | "status";
}) {
  const [colors, Icon] = TONES[tone];
  return (
    <div role={role} className={cn("flex items-start gap-2 rounded-md px-3 py-2 text-xs", colors)}>
      <Icon aria-hidden className={cn("size-4 shrink-0", act ? "sm:self-center" : null)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">{children}</div>
        {act && <div className="flex flex-wrap gap-2">{act}</div>}
      </div>
    </div>
  );
}
