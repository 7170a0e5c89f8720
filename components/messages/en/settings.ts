import { listed, orListed, plural } from "../words";

const many = (count: number) => count.toLocaleString("en");

export const settings = {
  title: "Settings",
  sections: "Sections of the settings",
  general: "General",
  signIn: "Sign-in",
  tokenRules: "Token rules",
  vocabulary: "Vocabulary",
  gateways: "Gateways",
  save: "Save",
  saved: "Saved",
  reset: "Undo changes",
  changes: (count: number) => plural(count, "1 change", "# changes"),
  noChanges: "Nothing has been changed.",
  denied: (what: string, names: readonly string[]) =>
    `Your role doesn't let you change ${what}. ${names.length > 0 ? `${orListed(names)} can.` : "Ask an Owner."}`,
  lastSaved: (by: string) => `Last changed by ${by}`,
  nameWord: "the account's name",
  rulesWord: "token rules",
  gatewaysWord: "gateways",
  routesWord: "route rules",
  factorWord: "whether a second factor is required",
  signInWord: "how long sessions last",
  vocabularyWord: "the vocabulary",
  showThem: "Show them",
  was: "was",
  conflict: {
    title: (by: string | null) => `${by ?? "Somebody"} saved this`,
    body: "Compare before you save yours. What you changed is kept below; what only they changed is taken over.",
    theirs: "They changed",
    both: "yours is kept below",
  },
  account: {
    name: "Account name",
    nameHelp: "Shown at the top of the console and in invitations.",
    origin: "Console",
    api: "API base URL",
    copy: "Copy the API base URL",
    copied: "Copied the API base URL",
    selected: "Copying isn't possible here. The address is selected.",
    addresses: "Addresses",
    addressesHelp: "Set by whoever runs the server, with LATCHKEY_URL.",
    ownership: "Ownership",
    owners: (names: readonly string[]) => `${listed(names)} ${names.length === 1 ? "owns" : "own"} this account.`,
    ownershipHelp: "To pass ownership on, make somebody else Owner, then change your own role.",
    toMembers: "Go to the members",
  },
  rules: {
    intro: "These rules win over every role.",
    longest: "Longest lifetime",
    longestHelp: "How far ahead an expiry may be set, from the moment it is set.",
    noLimit: "No limit",
    beyond: (count: number) =>
      count === 0
        ? "No token ends later than this."
        : plural(
            count,
            "1 token ends later than this; it keeps its date.",
            "# tokens end later than this; they keep their dates.",
          ),
    preselected: "Preselected expiry",
    preselectedHeld: "The form offers no more than the longest lifetime.",
    preselectedHelp: "What the form of a new token offers first.",
    personal: "Personal",
    service: "Service",
    never: "Allow tokens without expiry",
    neverOff: "A longest lifetime leaves no token without an expiry.",
    withoutEnd: (count: number, kept: boolean) =>
      count === 0
        ? "No such token exists."
        : `${plural(count, "1 such token exists", "# such tokens exist")}${kept ? "." : count === 1 ? "; it stays as it is." : "; they stay as they are."}`,
    stale: "Call a token stale after",
    days: "days",
    staleCount: (count: number) =>
      count === 0
        ? "No token was last used longer ago."
        : plural(count, "1 token was last used longer ago.", "# tokens were last used longer ago."),
    pause: "Pause tokens unused for",
    pauseNever: "Never",
    pauseHelp:
      "Looked at once a day. Telemetry and gateway checks count as use; so does a change to the token. Whoever manages it can resume it.",
    wouldPause: (count: number) =>
      count === 0
        ? "Would pause no token today."
        : plural(count, "Would pause 1 token today.", "Would pause # tokens today."),
    overlap: "Old secret after rotating, at most",
    overlapNone: "Ends at once",
    overlapHelp: "How long the old secret may work on beside the new one.",
    makers: "Who can create tokens",
    makersHelp:
      "To restrict this for some, deny “Create tokens” in a role. To restrict it for everybody, limit it here.",
    everybody: "Everybody whose role allows it",
    admins: "Admins and Owners only",
    able: (count: number, all: number, names: readonly string[]) =>
      `${many(count)} of ${plural(all, "1 member", "# members")}${count > 0 && count < all ? `: ${namesOf(names, count)}` : ""}`,
    bar: (count: number, all: number) => `${many(count)} of ${many(all)}`,
    counting: "Counting…",
    uncounted: "What this meets couldn't be counted.",
    on: "On",
    off: "Off",
    review: "Review and save",
    reviewTitle: "Save these token rules?",
    reviewBody: "They hold from now on, for everybody. Tokens that exist keep their dates.",
    reviewPause: (count: number) =>
      plural(count, "1 token will be paused within a day.", "# tokens will be paused within a day."),
    fields: {
      personalMakers: "Who can create personal tokens",
      serviceMakers: "Who can create service tokens",
      longestDays: "Longest lifetime",
      neverAllowed: "Tokens without expiry",
      personalDays: "Preselected expiry, personal",
      serviceDays: "Preselected expiry, service",
      staleDays: "Stale after",
      pauseAfterDays: "Pause tokens unused for",
      overlapHours: "Old secret after rotating, at most",
    },
    allowed: "Allowed",
    notAllowed: "Not allowed",
  },
  signOn: {
    title: "Single sign-on",
    help: "Set by whoever runs the server, with the LATCHKEY_OIDC variables.",
    off: "Members sign in with their password alone. An OpenID Connect issuer can be added.",
    issuer: "Issuer",
    button: "Button",
    redirect: "Redirect URI",
    copy: "Copy the redirect URI",
    copied: "Copied the redirect URI",
    bound: "Members",
    members: (bound: number, joined: number) =>
      bound === 0
        ? "Nobody has signed in this way yet. The first time, the verified e-mail address has to be a member's."
        : `${many(bound)} of ${plural(joined, "1 member", "# members")} ${bound === 1 ? "has" : "have"} signed in this way.`,
  },
  factor: {
    title: "Second factor",
    required: "Second factor required",
    requiredHelp: "Whoever has none gets no further than setting one up. Tokens go on working.",
    on: "Required",
    off: "Not required",
    without: (count: number, members: number) =>
      count === 0
        ? `${plural(members, "The only member has one", "All # members have one")}.`
        : `${many(count)} of ${plural(members, "1 member", "# members")} ${count === 1 ? "has" : "have"} none.`,
    ownFirst: "Set up a second factor of your own first, so that you don't lock yourself out.",
    toOwn: "Your account",
  },
  session: {
    title: "Sessions",
    idle: "Signed out after",
    idleHelp: "Without doing anything in the console.",
    hours: "Signed out at the latest after",
    hoursHelp: "However busy. Then they sign in again.",
    longIdle: "Longer than 1 hour: a computer that is left alone stays signed in.",
    longHours: "Longer than 1 day: a session that somebody took over is theirs for as long.",
    effect: (end: number, open: number) =>
      end === 0
        ? `${plural(open, "1 session is open", "# sessions are open")}; none would end now.`
        : `${many(end)} of ${plural(open, "1 open session", "# open sessions")} would end when you save this.`,
    ownEnds: "Yours may be one of them.",
    fields: { idleMinutes: "Signed out after", hours: "Signed out at the latest after" },
    passwords: "Passwords",
    passwordFacts: [
      "Members sign in with their e-mail and a password of at least 15 characters.",
      "After 5 wrong tries for one address, each further one waits twice as long, up to a minute; after 100 in a row it takes a one-time link.",
      "One network has 30 tries in 15 minutes.",
      "A lost password takes a one-time link: from Members, or from the server's command line.",
    ],
  },
} as const;

function namesOf(names: readonly string[], count: number): string {
  const more = count - names.length;
  return more > 0 ? `${names.join(", ")} and ${many(more)} more` : names.join(", ");
}
