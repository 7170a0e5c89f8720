const DAY = { day: "numeric", month: "short" } as const;
const MINUTE = { hour: "2-digit", minute: "2-digit" } as const;
const SECOND = { ...MINUTE, second: "2-digit" } as const;
const YEAR = { year: "numeric" } as const;

const FORMS = {
  exact: { dateStyle: "medium", timeStyle: "medium" },
  year: YEAR,
  date: { ...DAY, ...YEAR },
  longDate: { day: "numeric", month: "long", ...YEAR },
  minute: MINUTE,
  dateMinute: { ...DAY, ...MINUTE },
  dateSecond: { ...DAY, ...SECOND },
  dateYearSecond: { ...DAY, ...YEAR, ...SECOND },
  numbers: { hourCycle: "h23", ...YEAR, month: "2-digit", day: "2-digit", ...SECOND },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const KEPT = 500;
const made = new Map<string, Intl.DateTimeFormat>();

/** What writes instants in one form and time zone. It is kept: to make one takes eighty times as long as to use it. */
export function inZone(form: keyof typeof FORMS, zone: string): Intl.DateTimeFormat {
  const name = `${form} ${zone}`;
  const known = made.get(name);
  if (known) return known;
  const one = new Intl.DateTimeFormat("en-GB", { ...FORMS[form], timeZone: zone });
  if (made.size >= KEPT) made.clear();
  made.set(name, one);
  return one;
}
