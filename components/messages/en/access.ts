import { plural } from "../words";

/** What a token may do now, on its page. */
export const access = {
  view: "Shown as",
  views: { matrix: "Matrix", list: "List", json: "JSON" },
  everything: (kind: "personal" | "service", name: string) =>
    kind === "personal" ? `Everything ${name} can do.` : `Everything ${name} could do when it was made.`,
  nothing: "Nothing at present.",
  inline: "Inline policy",
  why: "Why",
  gives: (what: string, n: number) => `${what} → ${plural(n, "1 action", "# actions")}`,
  nothingHeld: "nothing held back",
  held: (n: number, more: boolean) => (more ? `more than ${n} held back` : `${n} held back`),
  fixed: "fixed",
  duplicate: "Duplicate with changes…",
  leastPrivilege: (days: number, used: number, total: number) =>
    `In ${days} days it used ${used.toLocaleString("en")} of ${plural(total, "1 action", "# actions")}.`,
  seeWhich: "See which",
  used: "Used",
  unused: "Not used",
} as const;
