import type { TokenStatus, TokenView } from "./view";

/** The tabs of the list (ux 3.1). */
export const TOKEN_TABS = ["all", "attention", "mine", "service", "inactive"] as const;
export type TokenTab = (typeof TOKEN_TABS)[number];

/** The statuses in the order in which the first that applies is shown (ux 0.3). */
export const TOKEN_STATUSES = [
  "revoked",
  "deactivated",
  "expired",
  "paused",
  "limited",
  "expiring",
  "active",
] as const satisfies readonly TokenStatus[];

/** When it was last used: within or not within a time by REST, never, or never but sending telemetry. */
export const USED_FILTERS = ["lt24h", "lt7d", "lt30d", "gt30d", "gt90d", "never", "telemetry"] as const;
/** How long it still works, at most; or no expiry at all. */
export const EXPIRY_FILTERS = ["lt7d", "lt30d", "lt90d", "none"] as const;
export const TOKEN_FLAGS = ["unconfirmed", "oldSecret"] as const;

/** Days of UTC, `2026-11-23`, the last one included: an address means the same to everybody. */
export type DayRange = { from: string; to: string };

/** What the list is narrowed by; several values of one filter are alternatives, and the filters hold together. */
export type TokenFilters = {
  q: string;
  status: TokenStatus[];
  type: ("personal" | "service")[];
  /** Member ids, and `removed` for everybody who is a member no more. */
  owner: string[];
  /** A declared base role, `inline`, or `custom:` and a role's key. */
  role: string[];
  used: (typeof USED_FILTERS)[number] | null;
  exp: (typeof EXPIRY_FILTERS)[number] | DayRange | null;
  created: DayRange | null;
  flag: (typeof TOKEN_FLAGS)[number][];
};

export const NO_FILTERS: TokenFilters = {
  q: "",
  status: [],
  type: [],
  owner: [],
  role: [],
  used: null,
  exp: null,
  created: null,
  flag: [],
};

/** The columns that can be sorted by. A token that was never used counts as used longest ago, one without end ends last. */
export const TOKEN_SORTS = ["name", "role", "owner", "type", "lastUsed", "created", "expires", "status"] as const;
export type TokenSort = { by: (typeof TOKEN_SORTS)[number]; descending: boolean };

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** Exact up to 1 000; capped, it is more than `n`. */
export type Counted = { n: number; capped: boolean };

/** Why a token is worth a look, the gravest first (ux 3.1). Days are whole, instants epoch milliseconds. */
export type AttentionReason =
  | { kind: "expiring"; at: number }
  | { kind: "limited" }
  | { kind: "unconfirmed" }
  | { kind: "noExpiry"; role: "admin" | "owner" }
  | { kind: "orphan" }
  | { kind: "neverUsed"; days: number }
  | { kind: "stale"; days: number };

/** What the viewer may do with a token; `rotate` also asks what the token can do, when it comes to it (ruling R8). */
export type TokenMay = { rename: boolean; rotate: boolean; pause: boolean; revoke: boolean };

export type TokenListItem = TokenView & {
  attention: AttentionReason[];
  /** Not used through any channel for longer than the account's rules allow. */
  stale: boolean;
  may: TokenMay;
};

/** A page with the ways on from it; `brokenCursor` says that the place asked for could not be read, so this is the first. */
export type TokenListPage = {
  items: TokenListItem[];
  before: string | null;
  after: string | null;
  count: Counted;
  brokenCursor: boolean;
};

export type TabCounts = Record<TokenTab, Counted>;

/** The filters whose values are counted. */
export const FACETS = ["status", "type", "owner", "role", "used", "exp", "flag"] as const;
export type Facet = (typeof FACETS)[number];
/** A value as the filter takes it; `label` names a person or a role. */
export type FacetCount = { value: string; label?: string; count: Counted };

/** Tokens that end in each of twelve weeks from today, and those without an end (ux 8.5). */
export type ExpiryWeeks = {
  weeks: { from: string; to: string; personal: number; service: number }[];
  none: { personal: number; service: number };
};

/** One token of what a bulk act is about. */
export type BulkToken = Pick<
  TokenView,
  "id" | "name" | "kind" | "secretTail" | "lastUsedAt" | "telemetryUsedAt" | "gatewayUsedAt"
> & { owner: string };

/**
 * What a bulk act would reach: `ids` of at most `BULK_MAX` tokens, the recently used first; `expected` is handed back with the
 * act, so that it asks again if the set has changed since.
 */
export type BulkPreview = {
  n: number;
  ids: string[];
  /** Those beyond `BULK_MAX` are left for another run. */
  more: boolean;
  /** Used within 24 hours through any channel, newest first, at most 50 of `recentCount`. */
  recent: BulkToken[];
  recentCount: number;
  /** Some of the others, at most 50. */
  others: BulkToken[];
  /** What the viewer sees and may not end, at most 50 of `skippedCount`. */
  skipped: BulkToken[];
  skippedCount: number;
  expected: string;
};

/** Why one token of a bulk act was left as it was. */
export type BulkFailure = { id: string; name: string; why: "gone" | "forbidden" };

/** The outcome of one batch. */
export type BulkOutcome = { done: string[]; failed: BulkFailure[] };

export const BULK_MAX = 500;
export const BULK_BATCH = 100;
