import { plural } from "../words";

export const rotate = {
  act: "Rotate…",
  renew: "Rotate with a new expiry…",
  title: (name: string) => `Rotate ${name}?`,
  body: "You get a new secret for the same token. Name, role and history stay.",
  overlap: "Keep the old secret working for",
  overlaps: { none: "End it now", hour: "1 hour", day: "24 hours", threeDays: "3 days", week: "7 days" },
  ruled: (hours: number) =>
    hours === 0
      ? "Token rules end an old secret at once."
      : `Token rules let an old secret work on for ${plural(hours, "1 hour", "# hours")} at most.`,
  endsNow: "The old secret stops working the moment you rotate. Whatever still uses it fails.",
  endsAt: (instant: string, zone: string) => `The old secret stops working on ${instant} (${zone}).`,
  endsWithToken: (instant: string, zone: string) =>
    `The old secret stops working when the token expires, on ${instant} (${zone}).`,
  expired: "It has expired. With a new expiry it works again, by its new secret alone.",
  submit: "Rotate and show new secret",
  state: (instant: string, used: string) => `Two secrets work until ${instant}. ${used}`,
  oldUsed: (ago: string) => `The old one was last used ${ago}.`,
  oldUnused: "The old one was never used.",
  picture: {
    old: "Old",
    fresh: "New",
    endsNow: "The old secret ends now, when the new one begins.",
    endsAt: (instant: string) => `The old secret works beside the new one until ${instant}.`,
    used: (ago: string) => `last used ${ago}`,
    now: "now",
  },
} as const;
