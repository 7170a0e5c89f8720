import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import type { UsageDay } from "@/lib/usage/view";

const WIDTH = 120;
const HEIGHT = 20;

/** A month of requests as one path of strokes: shape, not size (ux 8.1). */
export function DailyLine({ days }: { days: readonly UsageDay[] }) {
  const calls = days.map(({ rest }) => rest.allowed + rest.denied);
  const most = Math.max(...calls, 0);
  if (most === 0) return null;
  const step = WIDTH / calls.length;
  const strokes = calls.map((count, i) => {
    if (count === 0) return "";
    const height = Math.max(1.5, Math.sqrt(count / most) * (HEIGHT - 1));
    return `M${((i + 0.5) * step).toFixed(1)} ${HEIGHT}V${(HEIGHT - height).toFixed(1)}`;
  });
  const busiest = days[calls.indexOf(most)];
  const sum = calls.reduce((total, count) => total + count, 0);
  return (
    <svg
      role="img"
      aria-label={en.activity.spark(sum, days.length, busiest ? formatDate(Date.parse(busiest.day), "UTC") : "")}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="mt-1"
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--color-line-strong)" />
      <path d={strokes.join("")} stroke="var(--color-chart-1)" strokeWidth="2.4" />
    </svg>
  );
}
