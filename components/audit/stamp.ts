import { isOfYear } from "@/components/ui/format-time";
import { inZone } from "@/components/ui/in-zone";

const THIS_YEAR = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const ANY_YEAR = { ...THIS_YEAR, year: "numeric" } as const;

/** An instant to the second, with its year only where that is another one: "25 Nov, 03:14:05". */
export function formatStamp(at: number, zone: string, now: number): string {
  return inZone(isOfYear(at, zone, now) ? THIS_YEAR : ANY_YEAR, zone).format(at);
}
