import { article, plural } from "../words";

export const members = {
  title: "Members",
  invite: "Invite",
  columns: {
    name: "Name",
    email: "E-mail",
    role: "Role",
    tokens: "Tokens",
    lastSeen: "Last seen",
    status: "Status",
    actions: "Actions",
  },
  active: "Active",
  invited: "Invited",
  you: "you",
  neverSeen: "Never",
  caption: (count: number) => plural(count, "1 member", "# members"),
  changeRole: "Change role…",
  remove: "Remove…",
  actionsFor: (name: string) => `Actions for ${name}`,
  inviteTitle: "Invite a member",
  email: "E-mail",
  role: "Role",
  inviteSubmit: "Make the link",
  linkTitle: "Send this link now",
  linkBody: (email: string) => `Send it to ${email}. It works once, for 7 days, and isn't shown again.`,
  linkLabel: "Invitation link",
  copyLink: "Copy link",
  linkConfirm: "I've sent or saved the link",
  changeTitle: (name: string, from: string) => `Change ${name}'s role from ${from}?`,
  limited: (count: number) => `Personal tokens that will do less (${count})`,
  kept: (count: number) => `Keep working unchanged (${count})`,
  back: (role: string) => `Going back to ${role} later gives these tokens their access back.`,
  changeSubmit: (count: number) =>
    count === 0 ? "Change role" : plural(count, "Change role, limit 1 token", "Change role, limit # tokens"),
  changed: (name: string, role: string) => `${name} is now ${article(role)} ${role}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeTokens: (count: number, name: string) =>
    count === 0
      ? "They have no personal tokens."
      : `${plural(count, "1 personal token is", "# personal tokens are")} deactivated at once. They don't come back if ${name} returns.`,
  sessionsEnd: "Sessions end now.",
  removeSubmit: (count: number) =>
    count === 0 ? "Remove" : plural(count, "Remove and deactivate 1 token", "Remove and deactivate # tokens"),
  removed: (name: string) => `Removed ${name}`,
  actsAs: (from: string, to: string) => `${from} → acts as ${to}`,
} as const;
