import { CirclePause, Play, RotateCw, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import type { DayMark } from "./day-marks";

export const MARK_ICONS = { rotated: RotateCw, role: ShieldCheck, paused: CirclePause, resumed: Play } as const;

/** What the signs of the picture of days mean: those that are in it. */
export function DaysLegend({
  denied,
  gateway,
  telemetry,
  marks,
}: {
  denied: boolean;
  gateway: boolean;
  telemetry: boolean;
  marks: readonly DayMark[];
}) {
  const kinds = [...new Set(marks.flatMap((mark) => mark.kinds))];
  return (
    <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-text-muted">
      <Key text={en.activity.legend.allowed}>
        <rect width="12" height="12" y="1" fill="var(--color-chart-1)" />
      </Key>
      {denied && (
        <Key text={en.activity.legend.denied}>
          <rect x="0.5" y="1.5" width="11" height="11" fill="url(#refused)" stroke="var(--color-chart-3)" />
        </Key>
      )}
      {telemetry && (
        <Key text={en.activity.legend.telemetry}>
          <path d="M0 7H14" stroke="var(--color-chart-2)" strokeDasharray="5 3" strokeWidth="1.5" />
        </Key>
      )}
      {gateway && (
        <Key text={en.activity.legend.gateway}>
          <path d="M0 7H14" stroke="var(--color-chart-3)" strokeDasharray="1 3" strokeWidth="1.5" />
        </Key>
      )}
      {kinds.map((kind) => {
        const Icon = MARK_ICONS[kind];
        return (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <Icon aria-hidden className="size-3.5" />
            {en.activity.markers[kind]}
          </span>
        );
      })}
    </figcaption>
  );
}

function Key({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden viewBox="0 0 14 14" className="size-3.5">
        {children}
      </svg>
      {text}
    </span>
  );
}
