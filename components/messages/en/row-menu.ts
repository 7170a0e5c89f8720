/** What can be done with one token of the list. */
export const rowMenu = {
  open: "Open",
  copyId: "Copy ID",
  copiedId: "Copied the ID",
  rename: "Rename…",
  duplicate: "Duplicate…",
  rotate: "Rotate…",
  pause: "Pause…",
  resume: "Resume…",
  audit: "View in audit log",
  revoke: "Revoke…",
  offline: "There is no connection to the server",
  renameTitle: (name: string) => `Rename ${name}`,
  name: "Name",
  renameSubmit: "Rename",
  changedName: (name: string) =>
    `Somebody renamed it to “${name}” since you opened it. Rename it again to replace that.`,
  renamed: (name: string) => `Renamed to ${name}`,
} as const;
