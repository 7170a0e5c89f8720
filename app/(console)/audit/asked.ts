import { type LogAddress, PRESETS } from "@/components/audit/log-address";
import { dayAfter, startOfDay } from "@/components/ui/zone-day";
import type { AuditLogFilter } from "@/lib/audit/input";
import { AUDIT_ACTS } from "@/lib/audit/words";

/** Whether an act can be in the log at all. */
export const isAct = (name: string) => AUDIT_ACTS.some(({ act }) => act === name);

/** What an address asks of the log, now and in a time zone; the domain's schema bounds it once more. */
export function askedOf({ q, who, kinds, acts, object, time }: LogAddress, now: number, zone: string): AuditLogFilter {
  const days = time !== null && typeof time !== "string" ? time : null;
  return {
    q,
    kinds: [...kinds],
    acts: [...acts],
    ...(who && { who }),
    ...(object !== null && { object }),
    ...(typeof time === "string" && { after: now - PRESETS[time] }),
    ...(days && { after: startOfDay(days.first, zone), before: startOfDay(dayAfter(days.last), zone) }),
  };
}
