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
  role,
}: {
  tone: keyof typeof TONES;
  children: ReactNode;
  role?: "alert" | "status";
}) {
  const [colors, Icon] = TONES[tone];
  return (
    <div role={role} className={cn("flex items-start gap-2 rounded-md px-3 py-2 text-xs", colors)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
