import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";

const WIDTH = 60;
const HEIGHT = 16;
const STROKE = 1.4;
const DAY_MS = 86_400_000;

/** A token's requests by day as a picture, and as a sentence. */
export type Spark = { path: string; label: string };

/**
 * Draws requests by day, today last: one upright stroke for each day with some, its height the root of its share of the
 * row's own busiest day, so that it shows a shape and not a size. Null where there were none.
 */
export function sparkOf(days: readonly number[], today: number): Spark | null {
  const most = Math.max(0, ...days);
  if (most === 0) return null;
  const step = WIDTH / days.length;
  const strokes = days.map((requests, at) => {
    if (requests === 0) return "";
    const height = Math.max(1, Math.sqrt(requests / most) * (HEIGHT - 1));
    return `M${round((at + 0.5) * step)} ${HEIGHT}V${round(HEIGHT - height)}`;
  });
  const sum = days.reduce((total, requests) => total + requests, 0);
  const busiest = today - (days.length - 1 - days.indexOf(most)) * DAY_MS;
  const label = en.tokens.spark(sum, days.length, formatDate(busiest, "UTC"));
  return { path: strokes.join(""), label };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** One path, whatever it shows; days without use stay empty over the line. */
export function Sparkline({ spark }: { spark: Spark | null }) {
  const named = spark ? { role: "img", "aria-label": spark.label } : { "aria-hidden": true };
  return (
    <svg {...named} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="shrink-0 max-md:hidden">
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line-strong" />
      {spark && <path d={spark.path} strokeWidth={STROKE} className="stroke-chart-1" />}
    </svg>
  );
}
