import * as en from "@/components/messages/en";
import type { AuditEntryView } from "@/lib/audit/view";

const KINDS = {
  resetAccessToken: "rotated",
  pauseAccessToken: "paused",
  resumeAccessToken: "resumed",
  updateAccessTokenPolicy: "role",
  updateRole: "role",
  updateCustomRole: "role",
} as const;

/** The acts that the picture of days marks. */
export const MARKED_ACTS: readonly string[] = Object.keys(KINDS);

export type MarkKind = (typeof KINDS)[keyof typeof KINDS];

/** What happened on a day of UTC. */
export type DayMark = { readonly day: string; readonly kinds: readonly MarkKind[]; readonly text: string };

/** Entries of the log as marks, one for each day with some. */
export function marksOf(entries: readonly AuditEntryView[]): DayMark[] {
  const byDay = new Map<string, Set<MarkKind>>();
  for (const { at, action } of entries) {
    const kind = Object.hasOwn(KINDS, action) ? KINDS[action as keyof typeof KINDS] : undefined;
    const day = new Date(at).toISOString().slice(0, 10);
    if (kind) byDay.set(day, (byDay.get(day) ?? new Set()).add(kind));
  }
  return [...byDay].map(([day, kinds]) => ({
    day,
    kinds: [...kinds],
    text: [...kinds].map((kind) => en.activity.markers[kind]).join(", "),
  }));
}
