import { orListed } from "../words";

/** What is said of acts on one token once they are begun, and why some cannot be done (ux 4.6). */
export const actWords = {
  manage: (owner: string) => `Only ${owner} and people who manage tokens can change or end this token.`,
  manageService: (names: readonly string[]) =>
    names.length > 0
      ? `Only people who manage service tokens can change or end this one: ask ${orListed(names)}.`
      : "Only people who manage service tokens can change or end this one: ask an Owner.",
  rotateService: "Rotating shows a secret, so only someone whose own access covers this token's limit can do it.",
  expiredService: "It has expired, and a service token's end can't be moved later. Duplicate it to make another.",
  unknown: "That link asked for something that can't be done to this token.",
  renameMenu: "Rename…",
  noteMenu: "Edit note…",
  duplicate: "Duplicate…",
  copyId: "Copy ID",
  copiedId: "Copied the ID",
  extend: "Extend",
  setExpiry: "Set one",
  bringForward: "Bring forward",
  expiryMenu: "Change expiry…",
  save: "Save",
  name: "Name",
  noteLabel: "Note",
  renamed: (name: string) => `Renamed to ${name}`,
  noteSaved: "Saved the note",
  nameRequired: "Give the token a name.",
  changedName: (name: string) => `Somebody renamed it to “${name}” since you opened it. Save again to replace that.`,
  changedNote: (note: string) =>
    note === ""
      ? "Somebody removed the note since you opened it. Save again to replace that."
      : `Somebody changed the note to “${note}” since you opened it. Save again to replace that.`,
  expiryTitle: (name: string) => `When does ${name} expire?`,
  expiryNow: (instant: string, zone: string) => `It stops working on ${instant} (${zone}).`,
  expiryNever: "It never expires now.",
  expiryService: "A service token's end can only be brought forward.",
  expirySubmit: "Save expiry",
  expirySaved: (name: string) => `Saved the expiry of ${name}`,
  expiryChanged: "Somebody changed its expiry since you opened this. Look at it again before you save yours.",
  endOldTitle: "End the old secret now?",
  endOldBody: "Whatever still uses it fails at once. The new secret goes on working.",
  endOldDone: (name: string) => `Ended the old secret of ${name}`,
  resume: "Resume…",
} as const;
