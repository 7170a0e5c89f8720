import * as en from "@/components/messages/en";
import { ChartReader } from "./chart-reader";
import { TwinTable } from "./twin-table";
import { patternOf } from "./week-pattern";

type Props = { hours: readonly (readonly number[])[]; zone: string };

const LEVELS = [
  "var(--color-sunken)",
  "var(--color-usage-1)",
  "var(--color-usage-2)",
  "var(--color-usage-3)",
  "var(--color-usage-4)",
];
const TICKS = [0, 6, 12, 18];

/** Requests by weekday and hour (ux 8.1), and what that says about when to rotate. */
export function HoursChart({ hours, zone }: Props) {
  const most = Math.max(...hours.flat());
  const levelOf = (count: number) => (count === 0 ? 0 : Math.ceil(Math.sqrt(count / most) * 4));
  const caption = captionOf(hours);
  const texts = hours.flatMap((row, day) =>
    row.map((count, hour) => en.activity.hourRead(en.activity.weekdays[day] ?? "", clock(hour), count)),
  );
  return (
    <figure className="flex flex-col gap-2">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="grid h-42 grid-rows-7 items-center text-2xs text-text-subtle">
          {en.activity.weekdaysShort.map((day) => (
            <span key={day}>{day}</span>
          ))}
        </div>
        <ChartReader label={en.activity.reader} texts={texts} columns={24} start={0}>
          <svg
            role="img"
            aria-label={caption}
            viewBox="0 0 24 7"
            preserveAspectRatio="none"
            className="block h-42 w-full"
          >
            {hours.flatMap((row, day) =>
              row.map((count, hour) => (
                <rect
                  key={texts[day * 24 + hour]}
                  x={hour + 0.04}
                  y={day + 0.06}
                  width="0.92"
                  height="0.88"
                  fill={LEVELS[levelOf(count)]}
                />
              )),
            )}
          </svg>
        </ChartReader>
        <div aria-hidden className="col-start-2 row-start-2 grid grid-cols-4 text-2xs text-text-subtle">
          {TICKS.map((hour) => (
            <span key={hour}>{clock(hour)}</span>
          ))}
        </div>
      </div>
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-xs text-text-muted">
        <span>{caption}</span>
        <span aria-hidden className="inline-flex items-center gap-1">
          {en.activity.fewer}
          {LEVELS.map((fill) => (
            <svg key={fill} aria-hidden viewBox="0 0 12 12" className="size-3">
              <rect width="12" height="12" rx="2" fill={fill} />
            </svg>
          ))}
          {en.activity.most}
        </span>
      </figcaption>
      <TwinTable
        caption={en.activity.hoursTableCaption}
        columns={[en.activity.weekday, ...Array.from({ length: 24 }, (_, hour) => clock(hour))]}
        rows={hours.map((row, day) => ({ head: en.activity.weekdays[day] ?? "", cells: row }))}
      />
      <p className="text-xs text-text-subtle">{en.activity.inZone(zone)}</p>
    </figure>
  );
}

/** What the week shows, in a sentence. */
function captionOf(hours: Props["hours"]): string {
  const pattern = patternOf(hours);
  if (!pattern) return en.activity.tooFew;
  const { busiest, quiet, rotate } = pattern;
  const said = en.activity.busiest(en.activity.groups[busiest.days], pad(busiest.from), pad(busiest.from + 2));
  const silent = quiet.length > 0 ? en.activity.quiet(quiet.map((day) => en.activity.weekdays[day] ?? "")) : "";
  const when = rotate ? en.activity.rotateAt(en.activity.weekdays[rotate.day] ?? "", clock(rotate.hour)) : ".";
  return said + silent + when;
}

const pad = (hour: number) => String(hour).padStart(2, "0");
const clock = (hour: number) => `${pad(hour)}:00`;
