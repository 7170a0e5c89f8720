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
  const local = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: zone }).format(
    at,
  );
  return `${local} (${zone})\n${new Date(at).toISOString()}`;
}

/** A date as "12 Oct 2026". */
export function formatDate(at: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: zone }).format(
    at,
  );
}

/** An instant to the minute, as "21 February 2027 at 18:43". */
export function formatInstant(at: number, zone: string): string {
  const date = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  }).format(at);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at);
  return `${date} at ${time}`;
}

/** An instant in little room: "25 Nov, 14:03", or "25 Nov 2025" in another year than now. */
export function formatShort(at: number, zone: string, now: number): string {
  const year = (instant: number) => new Intl.DateTimeFormat("en", { year: "numeric", timeZone: zone }).format(instant);
  if (year(at) !== year(now)) return formatDate(at, zone);
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
}
