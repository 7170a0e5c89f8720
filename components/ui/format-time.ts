import { inZone } from "./in-zone";

const UNITS = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** A distance in time in words: "Just now", "4 minutes ago", "in 6 days". Milliseconds; the past is negative. */
export function formatRelative(distance: number): string {
  const size = Math.abs(distance);
  if (size < 60_000) return distance <= 0 ? "Just now" : "in less than a minute";
  // Days up to two months, so that "112 days ago" and not "4 months ago" tells a stale token.
  const [unit, length] =
    size < 400 * 86_400_000 && size >= 86_400_000 ? UNITS[2] : (UNITS.find(([, span]) => size >= span) ?? UNITS[4]);
  return relative.format(Math.trunc(distance / length), unit);
}

/** The exact instant: in the viewer's zone with its name, and in UTC. */
export function formatExact(at: number, zone: string): string {
  return `${inZone("exact", zone).format(at)} (${zone})\n${new Date(at).toISOString()}`;
}

/** A date as "12 Oct 2026". */
export function formatDate(at: number, zone: string): string {
  return inZone("date", zone).format(at);
}

/** An instant to the minute, as "21 February 2027 at 18:43". */
export function formatInstant(at: number, zone: string): string {
  return `${inZone("longDate", zone).format(at)} at ${inZone("minute", zone).format(at)}`;
}

/** An instant in little room: "25 Nov, 14:03", or "25 Nov 2025" in another year than now. */
export function formatShort(at: number, zone: string, now: number): string {
  return isOfYear(at, zone, now) ? inZone("dateMinute", zone).format(at) : formatDate(at, zone);
}

/** An instant to the second, with its year only where that is another one: "25 Nov, 03:14:05". */
export function formatStamp(at: number, zone: string, now: number): string {
  return inZone(isOfYear(at, zone, now) ? "dateSecond" : "dateYearSecond", zone).format(at);
}

function isOfYear(at: number, zone: string, now: number): boolean {
  const year = inZone("year", zone);
  return year.format(at) === year.format(now);
}
