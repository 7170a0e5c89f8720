import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import type { Counts, UsageDay } from "@/lib/usage/view";
import { ChartReader } from "./chart-reader";
import type { DayMark } from "./day-marks";
import { DaysLegend, MARK_ICONS } from "./days-legend";

type Props = { days: readonly UsageDay[]; marks: readonly DayMark[] };

const HEIGHT = 120;
const STEP = 10;
const BAR = 7;

/** Requests by day (ux 8.1): refused ones hatched on top, other channels as lines of their own scale, marks for what was done to the token. */
export function DaysChart({ days, marks }: Props) {
  const calls = days.map(({ rest }) => total(rest));
  const top = ceiling(Math.max(...calls));
  const y = (count: number) => (count / top) * HEIGHT;
  const width = days.length * STEP;
  const gateway = lineOf(days.map((day) => total(day.gateway)));
  const telemetry = lineOf(days.map((day) => total(day.telemetry)));
  const has = {
    denied: days.some(({ rest }) => rest.denied > 0),
    gateway: gateway !== null,
    telemetry: telemetry !== null,
  };
  return (
    <figure className="flex flex-col gap-2">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="tnum flex h-30 flex-col justify-between text-end text-2xs text-text-subtle">
          <span className="-mt-2">{top.toLocaleString("en")}</span>
          <span>{(top / 2).toLocaleString("en")}</span>
          <span className="-mb-2">0</span>
        </div>
        <ChartReader label={en.activity.reader} texts={days.map(readDay)} columns={days.length} start={days.length - 1}>
          <svg
            role="img"
            aria-label={sentenceOf(days, calls)}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="block h-30 w-full"
          >
            <defs>
              <pattern id="refused" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="4" height="4" fill="var(--color-surface)" />
                <rect width="2" height="4" fill="var(--color-chart-3)" />
              </pattern>
            </defs>
            <path
              d={`M0 0.5H${width}M0 ${HEIGHT / 2}H${width}M0 ${HEIGHT - 0.5}H${width}`}
              stroke="var(--color-line)"
              vectorEffect="non-scaling-stroke"
            />
            {days.map(({ day, rest }, i) => (
              <g key={day}>
                {rest.allowed > 0 && (
                  <rect
                    x={i * STEP + (STEP - BAR) / 2}
                    y={HEIGHT - y(rest.allowed)}
                    width={BAR}
                    height={y(rest.allowed)}
                    fill="var(--color-chart-1)"
                  />
                )}
                {rest.denied > 0 && (
                  <rect
                    x={i * STEP + (STEP - BAR) / 2}
                    y={HEIGHT - y(total(rest))}
                    width={BAR}
                    height={y(rest.denied)}
                    fill="url(#refused)"
                    stroke="var(--color-chart-3)"
                    vectorEffect="non-scaling-stroke"
                  />
                )}
              </g>
            ))}
            {gateway && (
              <path
                d={gateway}
                fill="none"
                stroke="var(--color-chart-3)"
                strokeDasharray="1 3"
                strokeWidth="1.5"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {telemetry && (
              <path
                d={telemetry}
                fill="none"
                stroke="var(--color-chart-2)"
                strokeDasharray="5 3"
                strokeWidth="1.5"
                vectorEffect="non-scaling-stroke"
              />
            )}
            <rect
              x={width - STEP}
              y="0.5"
              width={STEP}
              height={HEIGHT - 1}
              fill="none"
              stroke="var(--color-line-strong)"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
        </ChartReader>
        <div aria-hidden className="relative col-start-2 row-start-2 h-5">
          {marks.map(({ day, kinds, text }) => {
            const at = days.findIndex((each) => each.day === day);
            const Icon = MARK_ICONS[kinds[0] ?? "rotated"];
            return at < 0 ? null : (
              <span
                key={day}
                title={en.activity.markerOn(text, dateOf(day))}
                className="absolute -translate-x-1/2 text-text-muted"
                style={{ left: `${((at + 0.5) / days.length) * 100}%` }}
              >
                <Icon className="size-3.5" />
              </span>
            );
          })}
        </div>
        <div aria-hidden className="col-start-2 flex justify-between text-2xs text-text-subtle">
          <span>{dateOf(days[0]?.day ?? "")}</span>
          <span>{dateOf(days[Math.floor(days.length / 2)]?.day ?? "")}</span>
          <span>{en.activity.today}</span>
        </div>
      </div>
      <DaysLegend {...has} marks={marks} />
    </figure>
  );
}

const total = ({ allowed, denied }: Counts) => allowed + denied;
const dateOf = (day: string) => (day === "" ? "" : formatDate(Date.parse(day), "UTC"));

/** The next of 2, 4, 10, 20, 40, 100 …: half of it is a whole number too. */
function ceiling(most: number): number {
  for (let unit = 1; ; unit *= 10) for (const step of [2, 4, 10]) if (unit * step >= most) return unit * step;
}

/** A line over the days, scaled to its own highest; null where there was nothing. */
function lineOf(counts: readonly number[]): string | null {
  const most = Math.max(...counts);
  if (most === 0) return null;
  const points = counts.map(
    (count, i) => `${(i + 0.5) * STEP} ${(HEIGHT - 2 - (count / most) * (HEIGHT - 8)).toFixed(1)}`,
  );
  return `M${points.join("L")}`;
}

function sentenceOf(days: readonly UsageDay[], calls: readonly number[]): string {
  const sum = calls.reduce((all, count) => all + count, 0);
  if (sum === 0) return en.activity.daysSilent(days.length);
  const denied = days.reduce((all, { rest }) => all + rest.denied, 0);
  return en.activity.daysLabel(sum, denied, days.length, dateOf(days[calls.indexOf(Math.max(...calls))]?.day ?? ""));
}

function readDay({ day, rest, gateway, telemetry }: UsageDay): string {
  return (
    en.activity.dayRead(dateOf(day), total(rest), rest.denied) + en.activity.alsoRead(total(gateway), total(telemetry))
  );
}
