/** Who may make tokens of a kind, whatever their roles say. */
export type Makers = "everybody" | "admins";

/** The account's token rules, which stand above every role (ruling R12). */
export type TokenRules = {
  personalMakers: Makers;
  serviceMakers: Makers;
  /** The furthest ahead that an expiry may be set, in days; null for no limit. With one, no token may be without an end. */
  longestDays: number | null;
  /** Whether a token may be made without an end, where there is no longest lifetime. */
  neverAllowed: boolean;
  /** The lifetimes that the form offers first, in days. */
  personalDays: number;
  serviceDays: number;
  /** Unused for so many days, a token is called stale. */
  staleDays: number;
  /** Unused for so many days, a token is paused; null for never. */
  pauseAfterDays: number | null;
  /** For so many hours an old secret may work on after a rotation; 0 ends it at once. */
  overlapHours: number;
};

/** Whether a token may be given no end at all. */
export function mayNeverExpire({
  longestDays,
  neverAllowed,
}: Pick<TokenRules, "longestDays" | "neverAllowed">): boolean {
  return neverAllowed && longestDays === null;
}

/** How long sessions last: so long without a request, in minutes, and so long at most, in hours (security 3.9). */
export type SignInRules = { idleMinutes: number; hours: number };

/** Whether every member must have a second factor. */
export type FactorRule = { required: boolean };

/** Whom that rule meets: of how many who joined so many have none, and whether the viewer has one. */
export type FactorReach = { members: number; without: number; own: boolean };

/** What may be done to the account's settings; each is a right of its own. */
export type SettingsAction =
  | "updateOrganization"
  | "updateTokenRules"
  | "updateSessionDuration"
  | "updateRequireMfa"
  | "updateVocabulary"
  | "updateGatewayRoutes";

/** Who saved settings last, and when in epoch milliseconds. */
export type LastSaved = { by: string; at: number };

/** All settings of an account, who saved each group last, and which of them the viewer may change. */
export type Settings = {
  account: { name: string };
  rules: TokenRules;
  signIn: SignInRules;
  factor: FactorRule;
  saved: Record<SettingsAction, LastSaved | null>;
  rights: Record<SettingsAction, boolean>;
};
