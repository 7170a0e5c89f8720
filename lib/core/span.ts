const counted = (count: number, unit: string) => `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;

/** A number of days in words: whole years as years. */
export function daysInWords(days: number): string {
  return days % 365 === 0 ? counted(days / 365, "year") : counted(days, "day");
}

/** A number of hours in words: two days and more as days. */
export function hoursInWords(hours: number): string {
  return hours >= 48 && hours % 24 === 0 ? counted(hours / 24, "day") : counted(hours, "hour");
}

/** A number of minutes in words: whole hours as hours. */
export function minutesInWords(minutes: number): string {
  return minutes % 60 === 0 ? hoursInWords(minutes / 60) : counted(minutes, "minute");
}
