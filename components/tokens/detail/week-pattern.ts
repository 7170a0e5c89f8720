/** What a week of counts shows: when it is busy, which days are quiet, and a time when hardly anything would be hurt. */
export type WeekPattern = {
  readonly busiest: { readonly days: "weekdays" | "weekends" | "everyDay"; readonly from: number };
  /** Days of the week, Monday 0, with hardly any of the busiest day's use. */
  readonly quiet: readonly number[];
  /** The middle of the longest stretch with the least use; null where every hour is alike. */
  readonly rotate: { readonly day: number; readonly hour: number } | null;
};

/** Fewer uses than this say nothing about a week. */
const ENOUGH = 20;
const BUSY_HOURS = 2;
const TWICE = 2;
const QUIET_SHARE = 0.1;
const QUIET_MOST = 3;
const HOURS = 24;
/** A calm of so many hours is enough to rotate in. */
const LONG_ENOUGH = 4;

/** The pattern in uses by weekday (Monday first) and hour; null for too few of them. */
export function patternOf(week: readonly (readonly number[])[]): WeekPattern | null {
  const totals = week.map(sum);
  if (sum(totals) < ENOUGH) return null;
  const most = Math.max(...totals);
  const quiet = totals.flatMap((total, day) => (total <= most * QUIET_SHARE ? day : []));
  return {
    busiest: busiestOf(week, totals),
    quiet: quiet.length <= QUIET_MOST ? quiet : [],
    rotate: calmest(week.flat(), quiet),
  };
}

function busiestOf(week: readonly (readonly number[])[], totals: readonly number[]): WeekPattern["busiest"] {
  const [workday, weekend] = [mean(totals.slice(0, 5)), mean(totals.slice(5))];
  const days = workday > weekend * TWICE ? "weekdays" : weekend > workday * TWICE ? "weekends" : "everyDay";
  const chosen = days === "weekdays" ? week.slice(0, 5) : days === "weekends" ? week.slice(5) : week;
  const byHour = Array.from({ length: HOURS }, (_, hour) => sum(chosen.map((day) => day[hour] ?? 0)));
  const windows = byHour.slice(0, HOURS - BUSY_HOURS + 1).map((_, hour) => sum(byHour.slice(hour, hour + BUSY_HOURS)));
  return { days, from: windows.indexOf(Math.max(...windows)) };
}

/** The middle of the longest run of least use, round the week; one on a quiet day is taken first, if it is long enough. */
function calmest(hours: readonly number[], quiet: readonly number[]): WeekPattern["rotate"] {
  const runs = calmRuns(hours).map(({ from, length }) => {
    const middle = (from + Math.floor(length / 2)) % hours.length;
    return { length, day: Math.floor(middle / HOURS), hour: middle % HOURS };
  });
  const longest = (some: typeof runs) => some.reduce((best, run) => (run.length > best.length ? run : best));
  const onQuietDays = runs.filter(({ day, length }) => quiet.includes(day) && length >= LONG_ENOUGH);
  if (runs.length === 0) return null;
  const { day, hour } = longest(onQuietDays.length > 0 ? onQuietDays : runs);
  return { day, hour };
}

/** Every run of least use, round the week; none where every hour is alike. */
function calmRuns(hours: readonly number[]): { from: number; length: number }[] {
  const least = Math.min(...hours);
  const start = hours.findIndex((count) => count > least);
  const runs: { from: number; length: number }[] = [];
  for (let i = 1; start >= 0 && i <= hours.length; i++) {
    const at = (start + i) % hours.length;
    const last = runs.at(-1);
    if (hours[at] !== least) continue;
    if (last && (last.from + last.length) % hours.length === at) last.length++;
    else runs.push({ from: at, length: 1 });
  }
  return runs;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;
