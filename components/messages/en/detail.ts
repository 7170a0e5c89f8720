import { article, plural } from "../words";

export const detail = {
  crumb: "Tokens",
  crumbs: "Breadcrumb",
  notFoundTitle: "Token",
  pageTitle: (name: string) => `${name} · Tokens`,
  lookedAfter: (name: string) => `looked after by ${name}`,
  madeBy: (name: string) => `made by ${name}`,
  through: "through",
  on: (date: string) => `on ${date}`,
  lastUsed: "Last used",
  lastUsedHelp: "API requests only.",
  telemetry: "Telemetry",
  gateway: "Checked by a gateway",
  none: "None",
  expires: "Expires",
  created: "Created",
  requests: (days: number) => `Requests, ${days} days`,
  noExpiryHelp: "Until someone revokes it",
  unconfirmed: "Nobody confirmed storing this secret. If you don't have it, rotate to get a new one.",
  unconfirmedOthers: "Nobody confirmed storing this secret.",
  save: "Save",
  inlinePolicy: "Inline policy",
  editRoleTitle: "Edit what this token may do",
  roleSaved: (name: string) => `${name} now does what you chose`,
  ceiling: (creator: string) => `What ${creator} could do then`,
  attributes: "Attribute values kept with it",
  limitedBase: (owner: string, role: string, declared: string) =>
    `${owner} is now ${article(role)} ${role}, so this ${declared} token acts as ${role}.`,
  limitedNone: (owner: string, declared: string) =>
    `${owner} has no access at present, so this ${declared} token does nothing.`,
  limitedPersonal: (owner: string) => `It asks for more than ${owner} has at present; the rest is held back.`,
  limitedService: (creator: string) =>
    `It asks for more than ${creator} could do when it was made; the rest is held back.`,
  ended: {
    revoked: (by: string | null, date: string) =>
      by === null
        ? `This token was revoked on ${date}. Nobody can bring it back.`
        : `${by} revoked this token on ${date}. Nobody can bring it back.`,
    deactivated: (owner: string, date: string | null) =>
      `This token stopped when ${owner} was removed${date === null ? "" : ` on ${date}`}. It stays so if they come back.`,
    expired: (date: string) => `This token stopped working on ${date}.`,
  },
  reason: (reason: string) => `“${reason}”`,
  paused: "It is paused: requests with it fail.",
  pausedBy: (by: string, ago: string) => `${by} paused it ${ago}: requests with it fail.`,
  noTries: "No attempts since then.",
  tries: (n: number, ago: string, from: string | null) =>
    `${plural(n, "1 attempt", "# attempts")} since then, most recently ${ago}${from === null ? "" : ` from ${from}`}.`,
  since: (what: string, ago: string) => `${what} ${ago}.`,
  sinceLink: "See it in the audit log",
  others: "You can pause or revoke this token. Its secret is known only to whoever stored it.",
  secrets: "Secrets",
  secretsCaption: "This token's secrets, newest first",
  secretColumns: { secret: "Secret", lastUsed: "Last used", calls: "Requests, 90 days" },
  secretStates: { current: "New: works as long as the token", overlap: "Old: still works", dead: "Ended, but tried" },
  ending: "Ending this token",
  endingBody: "Pause it to see whether anything still needs it, or revoke it for good.",
  endingOnly: "Revoking it ends it at once, for good.",
  revoke: "Revoke token…",
  wouldDo: "What it would do",
} as const;
