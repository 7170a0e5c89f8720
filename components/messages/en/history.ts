/** A token's audit entries on its page. */
export const history = {
  title: "History",
  open: "Open in audit log",
  none: "Nothing that you may see was done to this token.",
  older: "Older",
  newest: "Newest",
  pages: "Pages of the history",
  hidden: "You may not look at the audit log.",
  life: {
    sentence:
      "A token is made, its secret stored, then used; it can be rotated or paused and resumed, until it is revoked, expires or is deactivated.",
    steps: { made: "Made", stored: "Stored", used: "Used", rotated: "Rotated", paused: "Paused" },
    ends: { revoked: "Revoked", expired: "Expired", deactivated: "Deactivated" },
  },
} as const;
