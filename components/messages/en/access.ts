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
  role: "Role",
  roleGone: "deleted, gives nothing",
  follows: "This token follows edits of its roles.",
  followsWithin: "This token follows edits of its roles, inside what is fixed below.",
  showPolicy: "Show the policy",
  editRole: "Edit access",
  fixedTitle: "Fixed when it was made",
  fixedBody: (creator: string, date: string) =>
    `This token can never do more than ${creator} could on ${date}. What it may do isn't edited; make another one for other access.`,
  showCeiling: "Show the limit that was kept",
  ceilingHeld: (creator: string) => `Held back: ${creator} couldn't do this when the token was made.`,
  personalNote: (owner: string) => `It follows ${owner}: if their access shrinks, so does this token's.`,
  yourNote: "It follows you: if your access shrinks, so does this token's.",
} as const;
