const KEPT = 500;
const made = new WeakMap<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();

/**
 * What writes instants in one form and time zone. It is kept for a form that is the same object each time: to make one takes
 * eighty times as long as to use it.
 */
export function inZone(form: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const zones = made.get(form) ?? new Map<string, Intl.DateTimeFormat>();
  made.set(form, zones);
  const known = zones.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { ...form, timeZone });
  if (zones.size >= KEPT) zones.clear();
  zones.set(timeZone, known);
  return known;
}
