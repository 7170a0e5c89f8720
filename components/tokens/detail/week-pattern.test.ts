import { describe, expect, test } from "vitest";
import { patternOf } from "./week-pattern";

/** A week with these counts, by day and hour; all else is 0. */
function week(...counts: readonly (readonly [day: number, hour: number, count: number])[]): number[][] {
  const hours = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const [day, hour, count] of counts) hours[day]?.splice(hour, 1, count);
  return hours;
}

const workdays = (hour: number, count: number) => [0, 1, 2, 3, 4].map((day) => [day, hour, count] as const);

describe("the pattern of a week of requests", () => {
  test("is not told of a handful of them, nor of none", () => {
    expect(patternOf(week())).toBeNull();
    expect(patternOf(week([0, 9, 19]))).toBeNull();
  });

  test("names busy weekdays, the quiet days, and a time to rotate amid the longest quiet", () => {
    const pattern = patternOf(week(...workdays(9, 40), ...workdays(10, 50), ...workdays(17, 5), [5, 12, 3]));
    expect(pattern).toMatchObject({ busiest: { days: "weekdays", from: 9 }, quiet: [5, 6] });
    expect(pattern?.rotate).toEqual({ day: 6, hour: 11 });
  });

  test("finds a stretch of quiet across the end of the week", () => {
    const busy = week(
      ...Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, hour) => [day, hour, 9] as const)).flat(),
    );
    for (const hour of [21, 22, 23]) busy[6]?.splice(hour, 1, 0);
    for (const hour of [0, 1]) busy[0]?.splice(hour, 1, 0);
    expect(patternOf(busy)?.rotate).toEqual({ day: 6, hour: 23 });
  });

  test("rotates on a quiet day rather than in a longer night of a busy one", () => {
    const counts = Array.from({ length: 7 }, (_, day) =>
      day < 5 ? ([day, 12, 90] as const) : ([day, 10, 1] as const),
    );
    expect(patternOf(week(...counts))).toMatchObject({ quiet: [5, 6], rotate: { day: 6, hour: 23 } });
  });

  test("has no time to rotate where every hour is alike, and says every day where no kind of day stands out", () => {
    const even = Array.from({ length: 7 }, () => Array<number>(24).fill(3));
    expect(patternOf(even)).toEqual({ busiest: { days: "everyDay", from: 0 }, quiet: [], rotate: null });
  });

  test("tells weekends from weekdays", () => {
    expect(patternOf(week([5, 20, 50], [6, 21, 60]))?.busiest).toEqual({ days: "weekends", from: 20 });
  });
});
