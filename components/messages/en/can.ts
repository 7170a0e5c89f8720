import { plural } from "../words";

export const can = {
  title: "What this token can do",
  titleNow: "What it can do now",
  titleThen: "What it could do",
  resource: "Resource",
  groups: { view: "View", create: "Create", edit: "Edit", delete: "Delete", manage: "Manage" },
  caption: "What is allowed, by kind of resource",
  allKinds: (n: number) => `Show all ${n} kinds`,
  fewerKinds: "Show fewer kinds",
  legend: "Meaning of the signs",
  states: {
    all: "Allowed",
    some: "Some allowed",
    none: "Not allowed",
    denied: "Denied",
    held_back: "Held back",
  },
  empty: "There is no such action",
  part: (allowed: number, total: number) => `${allowed} of ${total} allowed`,
  alsoHeld: (n: number) => `, ${n} held back`,
  inPart: "some",
  partOnSome: (allowed: number, total: number) => `${allowed} of ${total} allowed on some of them`,
  cell: (tile: string, text: string) => `${tile}. ${text}`,
  tileTitle: (group: string, kind: string) => `${group}: ${kind}`,
  onlyOn: (places: readonly string[], more: number) =>
    `Only on ${places.join("; ")}${more > 0 ? `; ${more} more` : ""}.`,
  heldBack: {
    title: (n: number, more: boolean) =>
      more
        ? `More than ${n} permissions are held back.`
        : plural(n, "1 permission is held back.", "# permissions are held back."),
    and: (n: number) => plural(n, "and 1 more kind", "and # more kinds"),
    member: "you don't have it",
    owner: (name: string) => `${name} doesn't have it`,
    creator: (name: string) => `${name} couldn't do this when the token was made`,
    minting: "the token that made it couldn't do this",
    yours: "You can't do this yourself, so neither can this token. If you're given it later, the token gets it too.",
    kind: (kind: string, actions: readonly string[]) =>
      `${kind}: ${actions.length <= 2 ? actions.join(", ").toLowerCase() : plural(actions.length, "1 action", "# actions")}`,
    yoursNow: "You can't do this yourself, so neither can this token.",
    one: (why: string) => `Held back: ${why}.`,
    trim: "Trim to what I have",
  },
  why: "Why?",
  whyTitle: "Asked for ∩ held = what the token gets",
  whyColumns: { asked: "Asked for", yours: "∩ You have", gets: "= Token gets" },
  whyTheirs: (name: string) => `∩ ${name} has`,
  whyThen: (name: string, date: string) => `∩ ${name} had, on ${date}`,
  whySame: "Nothing is held back: the token gets all it asks for.",
  check: "Check one action",
  checkAction: "Action",
  checkResource: "Resource",
  checkHint: "A resource like proj/web:env/production:flag/new-checkout",
  checkBad: "A resource is written type/name, with levels after a colon.",
  personalFollows:
    "It follows you: if your access shrinks, so does this token's; if it grows back, so does the token's.",
  serviceFixed: "Fixed when you create it. Later changes to your access don't reach it.",
  announce: (sentence: string, held: number) => (held > 0 ? `Now: ${sentence} ${held} held back.` : `Now: ${sentence}`),
  bar: (sentence: string) => `Can: ${sentence}`,
  someHeld: "Some of it is held back.",
} as const;
