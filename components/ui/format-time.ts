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

const EXACT = { dateStyle: "medium", timeStyle: "medium" } as const;
const DATE = { day: "numeric", month: "short", year: "numeric" } as const;
const LONG_DATE = { day: "numeric", month: "long", year: "numeric" } as const;
const MINUTE = { hour: "2-digit", minute: "2-digit" } as const;
const DATE_MINUTE = { day: "numeric", month: "short", ...MINUTE } as const;
const YEAR = { year: "numeric" } as const;

/** The exact instant: in the viewer's zone with its name, and in UTC. */
export function formatExact(at: number, zone: string): string {
  return `${inZone(EXACT, zone).format(at)} (${zone})\n${new Date(at).toISOString()}`;
}

/** A date as "12 Oct 2026". */
export function formatDate(at: number, zone: string): string {
  return inZone(DATE, zone).format(at);
}

/** An instant to the minute, as "21 February 2027 at 18:43". */
export function formatInstant(at: number, zone: string): string {
  return `${inZone(LONG_DATE, zone).format(at)} at ${inZone(MINUTE, zone).format(at)}`;
}

/** An instant in little room: "25 Nov, 14:03", or "25 Nov 2025" in another year than now. */
export function formatShort(at: number, zone: string, now: number): string {
  return isOfYear(at, zone, now) ? inZone(DATE_MINUTE, zone).format(at) : formatDate(at, zone);
}

/** Whether two instants are of one year there. */
export function isOfYear(at: number, zone: string, now: number): boolean {
  const year = inZone(YEAR, zone);
  return year.format(at) === year.format(now);
}
