/** The filters of the tokens list and what they may be set to. */
export const filters = {
  names: {
    status: "Status",
    type: "Type",
    owner: "Owner",
    role: "Role",
    used: "Last used",
    exp: "Expires",
    created: "Created",
    flag: "Flags",
  },
  chip: (name: string, values: string) => `${name}: ${values}`,
  more: (values: string, count: number) => `${values} + ${count}`,
  used: {
    lt24h: "In 24 hours",
    lt7d: "In 7 days",
    lt30d: "In 30 days",
    gt30d: "Not in 30 days",
    gt90d: "Not in 90 days",
    never: "Never used",
    telemetry: "Never used, but sending telemetry",
  },
  exp: { lt7d: "In 7 days", lt30d: "In 30 days", lt90d: "In 90 days", none: "No expiry" },
  flag: {
    unconfirmed: "Secret not confirmed",
    oldSecret: "Old secret still works",
  },
  inline: "Inline policy",
  removedOwners: "Removed members",
  somebody: "Somebody else",
  days: (from: string, to: string) => `${from} – ${to}`,
  unknown: "One filter in this link isn't known here and was left out.",
} as const;
