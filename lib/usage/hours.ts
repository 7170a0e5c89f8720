const HOUR_MS = 3_600_000;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Uses in each of the 24 hours of a day of UTC. */
export type DayHours = { readonly day: string; readonly hours: readonly number[] };

/** A zone that this process knows: the one given, else UTC. */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/**
 * Hours of UTC as hours of a week in a zone, Monday first. An hour is counted where it begins: in a zone that is half an
 * hour off, that is half an hour too early at most.
 */
export function weekOf(days: readonly DayHours[], zone: string): number[][] {
  const week = WEEKDAYS.map(() => Array<number>(24).fill(0));
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    weekday: "short",
    hour: "numeric",
    hourCycle: "h23",
  });
  for (const { day, hours } of days) {
    const begin = Date.parse(`${day}T00:00:00Z`);
    hours.forEach((uses, hour) => {
      if (uses === 0) return;
      const parts = format.formatToParts(begin + hour * HOUR_MS);
      const said = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
      const row = week[WEEKDAYS.indexOf(said("weekday"))];
      const at = Number(said("hour"));
      if (row) row[at] = (row[at] ?? 0) + uses;
    });
  }
  return week;
}
