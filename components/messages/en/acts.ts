/** The acts that stand on a token's page at first. */
export const acts = {
  more: (name: string) => `More for ${name}`,
  rename: "Rename",
  note: "Edit note",
  addNote: "Add a note",
  endOld: "End old secret now",
  haveIt: "I have it",
} as const;
