/** The foot of the form of a new token. */
export const newFoot = {
  copyLink: "Copy a link to this form",
  more: "More options",
  moreSummary: (version: number) => `More options · API version ${version}`,
} as const;
