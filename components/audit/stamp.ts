/** An instant to the second, with its year only where that is another one: "25 Nov, 03:14:05". */
export function formatStamp(at: number, zone: string, now: number): string {
  const year = (instant: number) =>
    new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone: zone }).format(instant);
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    ...(year(at) === year(now) ? {} : { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: zone,
  }).format(at);
}
