import type { Channel } from "@/lib/core/channel";

export { daysUntil } from "./days";

/** How often it was let through and how often it was refused for want of permission (403); everything else is let through. */
export type Counts = { readonly allowed: number; readonly denied: number };

/** One day of UTC, as `2026-11-25`. */
export type UsageDay = { readonly day: string } & { readonly [C in Channel]: Counts };

/**
 * What was done: an action on a kind of resource, both by the catalogue's names (`CATALOGUE`'s `key`). What the catalogue does
 * not know, or what needed no permission, is `OTHER`.
 */
export type ActionGroup = { readonly kind: string; readonly action: string };
export const OTHER: ActionGroup = { kind: "other", action: "other" };
/** A call that needed two permissions is counted in both groups: they do not add up to calls. */
export type ActionUse = ActionGroup & Counts;

/** When something was last done through each channel, in epoch milliseconds; null for never. */
export type ChannelTimes = { readonly [C in Channel]: number | null };

export type UsageSource = {
  readonly channel: Channel;
  readonly address: string;
  readonly agent: string;
  readonly uses: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** What a secret was dead of when it was tried. */
export type BlockedWhy = "revoked" | "deactivated" | "rotated" | "expired" | "paused";

/** Tries with a secret since it stopped working; `since` is when it did. */
export type BlockedTries = {
  readonly tries: number;
  readonly since: number;
  readonly lastAt: number;
  readonly lastAddress: string | null;
  readonly lastAgent: string | null;
};

export type SecretUse = {
  readonly id: string;
  /** Its last four characters. */
  readonly tail: string;
  readonly state: "current" | "overlap" | "dead";
  readonly createdAt: number;
  /** When it stopped working or will: null for the current one, which lives as long as the token. */
  readonly until: number | null;
  readonly last: ChannelTimes;
  /** REST calls in the days asked for. */
  readonly calls: number;
  /** Tries since it was replaced; those on a token that is dead itself are in `TokenActivity.blocked`. */
  readonly blocked: BlockedTries | null;
};

/** Everything a token's page says about its use. Instants are epoch milliseconds. */
export type TokenActivity = {
  /** Without gaps, oldest first, today last; days of UTC. */
  readonly days: readonly UsageDay[];
  /** REST calls by weekday (Monday first) and hour (0 to 23) in `zone`, over the same days. */
  readonly hours: readonly (readonly number[])[];
  /** The IANA zone of `hours`: the one asked for, or UTC if that is not known. */
  readonly zone: string;
  /** Kept for good, also when the counts of that time have been swept away. */
  readonly first: ChannelTimes;
  readonly last: ChannelTimes;
  /** The last REST call: a method and a path without its ids, like `GET /api/v2/tokens/{id}`. */
  readonly lastRoute: string | null;
  /** Newest first; of each channel the newest `SOURCES_KEPT`. */
  readonly sources: readonly UsageSource[];
  /** Of all channels, most used first. */
  readonly actions: readonly ActionUse[];
  /** Newest secret first. */
  readonly secrets: readonly SecretUse[];
  /** Tries since the token was revoked, deactivated or paused or has expired; null while it lives or if nobody tried. */
  readonly blocked: (BlockedTries & { readonly why: Exclude<BlockedWhy, "rotated"> }) | null;
  /** Uses up to this instant are all counted; later ones may be missing. */
  readonly completeUntil: number;
};
