import { listed, plural } from "../words";

/** The dialogs on members: inviting, changing rights, removing, passing ownership on. */
export const memberActs = {
  inviteTitle: "Invite people",
  emails: "E-mail addresses",
  emailsHelp: "One a line, or separated by commas. All get the roles below.",
  tooMany: (count: number, most: number) => `Invite at most ${most} at once; these are ${count}.`,
  noEmail: "Enter an e-mail address.",
  these: "these people",
  somebody: "this person",
  inviteSubmit: (count: number) => (count > 1 ? `Make ${count} links` : "Make the link"),
  notInvited: {
    invalid: "Not an e-mail address",
    twice: "Given twice",
    member: "Already a member",
    open: "Invited already. Make a new link in the list of members",
    elsewhere: "Belongs to a member of another account",
  },
  nobodyInvited: "Nobody was invited:",
  linkTitle: (count: number) => (count === 1 ? "Send this link now" : "Send these links now"),
  linkBody: (email: string) => `Send this link to ${email}. It works once, for 7 days, and isn't shown again.`,
  linksBody: "Send each person their link. Each works once, for 7 days, and isn't shown again.",
  linkFor: (email: string) => `Invitation link for ${email}`,
  copyLink: "Copy link",
  copyLinkFor: (email: string) => `Copy link for ${email}`,
  copyAll: "Copy all",
  copyAllHelp: "One address and its link a line",
  linkConfirm: (count: number) => (count === 1 ? "I've sent or saved the link" : "I've sent or saved the links"),
  copyAllFailed: "Copying isn't possible here. Select each link and copy it.",
  results: "What became of each address",

  rightsTitle: (name: string) => `Roles of ${name}`,
  baseRole: "Base role",
  customRoles: "Custom roles",
  customRolesHelp: "What they allow adds up. A role's own Deny holds for that role only.",
  deletedRole: (name: string) => `${name} (deleted)`,
  deletedHelp: "Gives nothing. It goes with the next change of roles.",
  findRole: "Find a role",
  noRoles: "There are no custom roles yet.",
  noMatch: "No role has that in its name or key.",
  chosen: (count: number) => plural(count, "1 chosen", "# chosen"),
  onlyReadable: (what: string) => `Your role doesn't let you change ${what}. An Admin or Owner can.`,
  theBaseRole: "the base role",
  theCustomRoles: "custom roles",
  theAttributes: "role attributes",
  replaces: (name: string, base: string) => `With a custom role, ${name} no longer has ${base} access.`,
  returns: (name: string, base: string) => `Without a custom role, ${name} has ${base} access again.`,
  ownerKeeps: "An Owner may do everything, whatever custom roles say.",
  attributes: "Role attributes",
  attributesHelp: "The chosen roles have gaps that these values fill. Separate several values with commas.",
  attributeEmpty: (key: string) => `Without a value, what mentions ${key} allows nothing.`,
  review: "Review change",
  unchanged: "Change something first.",
  back: "Back",

  changeTitle: (name: string, from: string, to: string) => `Change ${name} from ${from} to ${to}?`,
  attributesTitle: (name: string) => `Change the role attributes of ${name}?`,
  several: (first: string, more: number) => `${first} and ${more} more`,
  columns: { token: "Token", lastUsed: "Last used", effect: "Before → after", actions: "Actions" },
  limited: (count: number) => `Personal tokens that will do less (${count})`,
  regain: (count: number, actions: number | null) =>
    `${plural(count, "1 token regains", "# tokens regain")} ${actions === null ? "actions" : plural(actions, "1 action", "# actions")}`,
  kept: (count: number) => `Keep working unchanged (${count})`,
  keptMade: (count: number, name: string) =>
    `Keep working unchanged (${plural(count, "1 service token", "# service tokens")} ${name} made)`,
  andMore: (count: number) => `and ${count} more`,
  reviewThem: "Review them",
  newTab: "(in a new tab)",
  untouched: "No token changes.",
  own: (name: string, lost: number, gained: number) =>
    lost === 0
      ? `${name} gets ${plural(gained, "1 more action", "# more actions")}.`
      : gained === 0
        ? `${name} loses ${plural(lost, "1 action", "# actions")}.`
        : `${name} loses ${plural(lost, "1 action", "# actions")} and gets ${gained} others.`,
  goingBack: (before: string) => `Going back to ${before} later gives these tokens their access back.`,
  onlyRecent: "Only the 500 tokens used most recently were looked at.",
  actsAs: (role: string) => `acts as ${role}`,
  becomesLimited: "limited",
  changeSubmit: (count: number) =>
    count === 0 ? "Change role" : plural(count, "Change role, limit 1 token", "Change role, limit # tokens"),
  changed: (name: string) => `Changed the roles of ${name}`,
  isNew: "new since you looked",
  ownPolicy: "Own policy",
  showMore: (count: number) => `Show ${count} more`,
  inactive: "deactivated",

  differs: "What this does has changed since you looked. Nothing was saved; check it again.",
  differences: (added: readonly string[], gone: readonly string[], other: readonly string[]) =>
    [
      added.length > 0 ? `Also affected by now: ${listed(added)}.` : "",
      gone.length > 0 ? `No longer affected: ${listed(gone)}.` : "",
      other.length > 0 ? `Affected otherwise: ${listed(other)}.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  differsElse: "The roles they had before differ by now.",

  removeTitle: (name: string, account: string) => `Remove ${name} from ${account}?`,
  removeTokens: (count: number, name: string) =>
    count === 0
      ? `${name} has no personal tokens.`
      : `${plural(count, "1 personal token is", "# personal tokens are")} deactivated at once. They don't come back if ${name} returns.`,
  removeService: (count: number) =>
    `${plural(count, "1 service token keeps", "# service tokens keep")} working. Name someone to look after them.`,
  heir: "Who looks after them",
  nobody: "Nobody for now",
  nobodyHelp: "They will stand under “Needs attention” until somebody does.",
  heirHelp: "Shown as owner of these tokens. What the tokens may do stays the same.",
  you: "You",
  heirYou: (name: string) => `${name} (you)`,
  sessionsEnd: "Sessions end now.",
  deactivated: (count: number) => plural(count, "The personal token that ends", "Personal tokens that end (#)"),
  type: (email: string) => `Type ${email} to confirm`,
  typeFirst: "Type the address first.",
  removeSubmit: (count: number) =>
    count === 0 ? "Remove" : plural(count, "Remove and deactivate 1 token", "Remove and deactivate # tokens"),
  removed: (name: string) => `Removed ${name}`,
  looking: "Looking at the tokens…",

  withdrawTitle: (email: string) => `Withdraw the invitation of ${email}?`,
  withdrawBody: "Its link stops working at once. You can invite them again any time.",
  withdrawSubmit: "Withdraw invitation",
  withdrawn: (email: string) => `Withdrew the invitation of ${email}`,

  renewTitle: (email: string) => `Make a new link for ${email}?`,
  renewBody: "The link from before stops working at once.",
  renewExpired: "The link from before has expired.",
  renewSubmit: "Make the link",

  factorTitle: (name: string) => `Reset the second factor of ${name}?`,
  factorBody: (name: string) =>
    `${name}'s authenticator app, recovery codes and passkeys stop working, and their sessions end. They sign in with their password alone, and set up another if this account requires one.`,
  factorFirst: "First make sure that it is really them asking.",
  factorSubmit: "Reset second factor",
  factorDone: (name: string) => `Reset the second factor of ${name}`,

  passTitle: (name: string) => `Pass ownership on to ${name}?`,
  passBody: (name: string) => `${name} becomes Owner, and you become Admin. Only they can make you Owner again.`,
  passTokens: (count: number) => plural(count, "Your token that will do less", "Your tokens that will do less (#)"),
  passSubmit: "Pass ownership on",
  passed: (name: string) => `${name} is Owner now; you are Admin`,
} as const;
