export const revoke = {
  title: (name: string) => `Revoke ${name}?`,
  body: "It stops working at once, for good. Nobody can bring it back.",
  used: (ago: string) => `Last used ${ago}. Something still depends on it.`,
  unused: "It was never used.",
  telemetry: (ago: string) => `It never made an API request, but it sent telemetry ${ago}.`,
  others: (owner: string) => `It belongs to ${owner}. The audit log will say that you revoked it, and why.`,
  reason: "Reason",
  reasonHelp: "Kept in the audit log. Optional.",
  type: (name: string) => `Type ${name} to confirm`,
  submit: "Revoke token",
  done: (name: string) => `Revoked ${name}`,
} as const;
